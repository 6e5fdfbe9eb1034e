package index

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/record"
	"dossier/internal/slug"

	"golang.org/x/text/unicode/norm"
)

// sortName is the form that the index shows a name in: as the author states it, else
// by rule. A person stands under the family name, which comes first with a comma behind
// it ("Shoigu, Sergei"), unless the name begins with it anyway ("Kim Jong Un") or has
// none ("Louis XIV"). What is no person only loses or moves its leading article.
//
// Rules follow the Chicago Manual of Style, chapter 16, and the customs of libraries in
// the name's own country. A rule sees nothing but the name, so it errs now and then;
// that is what sort: is for.
func sortName(e *record.Entity, lang string) string {
	switch {
	case e.Sort != "":
		return e.Sort
	case e.Type == "person":
		return personName(strings.Join(strings.Fields(e.Name), " "), lang)
	case e.Type == "place":
		if rest, ok := strings.CutPrefix(e.Name, "The "); ok {
			return rest + ", The"
		}
		return e.Name
	}
	return withoutArticle(e.Name, lang)
}

// sortKeys are the texts that a sort name is compared by, one after the other: what
// stands before the comma, then the rest, so that "Li, Na" comes before "Li Hongzhong".
// An Arabic article does not count, and St is Saint in the name of a person.
func sortKeys(name string, person bool) [2]string {
	family, rest, _ := strings.Cut(name, ",")
	if person {
		if m := arabicArticle.FindString(family); m != "" {
			family = family[len(m):]
		}
		for _, st := range []string{"St. ", "St "} {
			if after, ok := strings.CutPrefix(family, st); ok {
				family = "Saint " + after
			}
		}
	}
	return [2]string{strings.TrimSpace(family), strings.TrimSpace(rest)}
}

var arabicArticle = regexp.MustCompile(`^(?i:al|el|ad|an|ar|as|ash|at|az)[-‑]`)

// articles are the words at the head of a name that do not count, by language.
var articles = map[string][]string{
	"en": {"The "},
	"fr": {"Le ", "La ", "Les ", "L'", "L’"},
	"de": {"Der ", "Die ", "Das "},
	"es": {"El ", "La ", "Los ", "Las "},
	"it": {"Il ", "Lo ", "La ", "I ", "Gli ", "Le ", "L'", "L’"},
	"pt": {"O ", "A ", "Os ", "As "},
	"nl": {"De ", "Het "},
}

func withoutArticle(name, lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	for _, a := range slices.Concat(articles["en"], articles[base]) {
		if rest, ok := strings.CutPrefix(name, a); ok && rest != "" {
			return rest
		}
	}
	return name
}

// person is a name taken apart into words.
type person struct {
	words []string
	lang  string
}

// personRules are asked in this order; the first that returns a form wins. Each says
// with an example what it is for.
var personRules = []func(person) string{
	person.ruler,       // Louis XIV; Charles III, King; John Paul II, Pope
	person.byname,      // Catherine the Great; Francis of Assisi; Iron Lady, The
	person.kunya,       // Ibn Khaldun; Abu Mazen; Umm Kulthum
	person.eastAsian,   // Kim Jong Un; Li Hongzhong; Nguyen Phu Trong
	person.burmese,     // Aung San Suu Kyi
	person.hungarian,   // Nagy Imre
	person.icelandic,   // Katrín Jakobsdóttir
	person.familyFirst, // everything else: Shoigu, Sergei
}

// personName inverts a name as the rules say. A qualifier in brackets and a suffix such
// as Jr. stay at the end.
func personName(name, lang string) string {
	if strings.Contains(name, ",") || !isAlphabetic(name) {
		return name
	}
	qualifier := ""
	if i := strings.Index(name, " ("); i > 0 && strings.HasSuffix(name, ")") {
		name, qualifier = name[:i], name[i:]
	}
	words := strings.Fields(name)
	if len(words) < 2 {
		return name + qualifier
	}
	if last := len(words) - 1; len(words) > 2 && isSuffix(words[last]) {
		words, qualifier = words[:last], ", "+words[last]+qualifier
	}
	p := person{words, lang}
	for _, rule := range personRules {
		if s := rule(p); s != "" {
			return s + qualifier
		}
	}
	return name + qualifier
}

// isAlphabetic tells names in scripts whose names are inverted. In Chinese, Japanese,
// Korean, Arabic, Indian and other scripts the order stays as it is written.
func isAlphabetic(name string) bool {
	for _, r := range name {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Georgian, unicode.Hebrew)
		}
	}
	return true
}

func isSuffix(word string) bool {
	return slices.Contains([]string{"Jr", "Jr.", "Sr", "Sr.", "jun.", "sen."}, word)
}

func (p person) all() string { return strings.Join(p.words, " ") }

// invert puts the words from i on before those in front of them.
func (p person) invert(i int) string {
	return strings.Join(p.words[i:], " ") + ", " + strings.Join(p.words[:i], " ")
}

var (
	roman = regexp.MustCompile(`^(?:X{0,3}(?:IX|IV|V?I{0,3}))$`)
	reign = words("Pope King Queen Emperor Empress Tsar Tsarina Czar Sultan Shah Kaiser Prince Princess Patriarch Grand-Duke Antipope")
	// second halves of double names of popes and monarchs, so that John Paul II is told
	// from Henry Ford II
	doubled = words("Paul Carl Gustaf Gustav Adolf Albert Alexander Augustus Charles Emmanuel Felipe Franz Frederick Friedrich George Joseph Leopold Louis Ludwig Maria Nicholas Philip Victor Vittorio Wilhelm William Willem")
)

// ruler keeps those who are known by a given name and a number under it, with a title
// behind a comma.
func (p person) ruler() string {
	last := len(p.words) - 1
	if !roman.MatchString(p.words[last]) || p.words[last] == "" {
		return ""
	}
	from := 0
	if reign[p.words[0]] && last > 1 {
		from = 1
	}
	if given := p.words[from:last]; len(given) > 1 && from == 0 && !doubled[given[len(given)-1]] {
		return (person{p.words[:last], p.lang}).familyFirst() + ", " + p.words[last] // Ford, Henry, II
	}
	if from == 0 {
		return p.all()
	}
	return p.invert(from)
}

// byname keeps names whose second part says what for or where from.
func (p person) byname() string {
	if p.words[0] == "The" {
		return p.invert(1) // an epithet: Iron Lady, The
	}
	for _, w := range p.words[1:] {
		if w == "of" || w == "the" {
			if reign[p.words[0]] && len(p.words) > 3 && p.words[1] != w {
				return p.invert(1)
			}
			return p.all()
		}
	}
	return ""
}

// kunya keeps Arabic names that begin with father, mother or son of.
func (p person) kunya() string {
	if words("Abu Umm Ibn Bint")[p.words[0]] && len(p.words) == 2 {
		return p.all()
	}
	return ""
}

var (
	chineseFamilies = words(`Ai An Bai Ban Bao Bi Bian Bo Cai Cao Chai Chang Chen Cheng Chiang Chow Chu Cui Dai Deng Ding Dong Dou Du
		Duan Fan Fang Fei Feng Fu Gan Gao Ge Geng Gong Gu Guan Guo Hai Han Hao He Hong Hou Hu Hua Huang Ji Jia Jiang Jin Jing Kang Ke
		Kong Lai Lan Lei Li Lian Liang Liao Lin Ling Liu Long Lou Lu Lü Luo Lv Ma Mao Mei Meng Miao Mo Mu Ni Nie Ning Niu Ou Ouyang Pan Pang
		Pei Peng Pu Qi Qian Qiao Qin Qiu Qu Ren Rong Ruan Shao Shen Shi Shu Sima Song Su Sun Tan Tang Tao Tian Tong Tsai Tu Wan Wang Wei Wen
		Weng Wu Xi Xia Xiang Xiao Xie Xin Xing Xiong Xu Xue Yan Yang Yao Ye Yi Yin You Yu Yuan Yue Zeng Zha Zhai Zhan Zhang Zhao Zheng
		Zhong Zhou Zhu Zhuang Zhuge Zong Zou Zuo`)
	koreanFamilies = words(`Kim Lee Yi Ri Rhee Park Pak Bak Choi Choe Chung Jung Jeong Jong Kang Cho Jo Yoon Yun Chang Jang Lim Im Rim Han Oh
		Seo Suh Shin Sin Kwon Gwon Hwang Ahn An Song Hong Moon Mun Yang Ryang Bae Baek Paek Heo Hur Ho Nam Noh Roh No Ro Ha Ryu Yoo Yu You Min Ban Cha
		Chun Jeon Jin Ji Ko Koh Go Goh Kwak Ma Pyo Pyon Sohn Son Sung Tae Thae Um Woo Yeo Yeon Byun Bang Ok O`)
	vietnameseFamilies = words("Nguyen Tran Le Pham Huynh Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh Truong Trinh Mai Dao Luong Cao To")

	pinyin   = regexp.MustCompile(`^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|an|ao|ai|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)){1,2}$`)
	syllable = regexp.MustCompile(`^(?:ngh|ng|nh|gh|kh|ph|th|tr|ch|sh|ts|hy|ky|gy|my|ry|py|by|gw|kw|hw|qu|[bcdghjklmnpqrstvwxyz])?[aeiouy]{1,3}(?:ng|nh|ch|ck|[nmklptbgcr])?$`)
)

// eastAsian keeps Chinese, Korean and Vietnamese names that stand in their own order: a
// family name of that country, and given names of no more than its syllables.
func (p person) eastAsian() string {
	family, given := slug.Make(p.words[0]), p.words[1:]
	isOf := func(families map[string]bool) bool {
		return families[p.words[0]] || families[strings.ToUpper(family[:min(1, len(family))])+family[min(1, len(family)):]]
	}
	chinese, korean, vietnamese := isOf(chineseFamilies), isOf(koreanFamilies), isOf(vietnameseFamilies)
	parts, hyphened := 0, false
	for _, g := range given {
		for i, part := range strings.Split(g, "-") {
			plain := slug.Make(part)
			short, long := syllable.MatchString(plain), pinyin.MatchString(plain)
			if !short && !(long && (chinese || hyphened)) {
				return ""
			}
			hyphened = hyphened || i > 0
			parts++
		}
	}
	switch {
	case parts > 4 || len(given) > 3:
	case hyphened && len(given) == 1 && (chinese || korean || syllable.MatchString(family)):
		return p.all() // Moon Jae-in, Chiang Kai-shek
	case vietnamese, korean && parts > 1:
		return p.all() // one syllable alone may well be English: Kim Cook
	case chinese && len(given) <= 2 && (len(given) == 2 || pinyin.MatchString(slug.Make(given[0]))):
		return p.all()
	}
	return ""
}

var burmeseWords = words("Aung Hlaing Htin Khin Kyaw Kyi Maung Myint Suu Thein")

// burmese keeps names that have no family name.
func (p person) burmese() string {
	for _, w := range p.words {
		if burmeseWords[w] {
			return p.all()
		}
	}
	return ""
}

var (
	hungarianGiven = words(`András Antal Árpád Attila Balázs Béla Csaba Dezső Elemér Endre Erzsébet Ferenc Gábor Géza György Gyula Ilona Imre István
		János Jenő József Kálmán Károly Katalin Lajos László Lőrinc Margit Mátyás Mihály Miklós Piroska Pál Rózsa Sándor Tamás Tibor Zoltán Zsigmond Zsófia Zsuzsa Ágnes Éva Ernő Ildikó`)
	hungarianShared = words("Viktor Péter Peter Anna Mária Judit Dániel Dávid Róbert Márton Gergely Ádám Klára Irén Edit Vera")
	hungarianLetter = regexp.MustCompile(`[őűáéíóöúü]`)
)

// hungarian keeps names that stand in the Hungarian order: a given name comes last.
func (p person) hungarian() string {
	last := p.words[len(p.words)-1]
	base, _, _ := strings.Cut(strings.ToLower(p.lang), "-")
	switch {
	case hungarianGiven[p.words[0]] || hungarianShared[p.words[0]]:
		return "" // Viktor Orbán, as other languages write it
	case base == "hu", hungarianGiven[last], hungarianShared[last] && hungarianLetter.MatchString(p.words[0]):
		return p.all()
	}
	return ""
}

// icelandic keeps names whose last word says whose child it is; such people are called
// and sorted by the first.
func (p person) icelandic() string {
	last := norm.NFC.String(p.words[len(p.words)-1])
	base, _, _ := strings.Cut(strings.ToLower(p.lang), "-")
	child := strings.HasSuffix(last, "dóttir") || strings.HasSuffix(last, "dottir")
	if child || strings.HasSuffix(last, "son") && (base == "is" || strings.ContainsAny(norm.NFC.String(p.all()), "ðþáíóúýÐÞÁÍÓÚÝ")) {
		return p.all()
	}
	return ""
}

var (
	// small words before a family name that it leaves behind: Beethoven, Ludwig van
	leftBehind = words("van von de da do das dos di del della delle dei degli der den het ter ten te op zu e y af av la las los de' i")
	// words that are a part of the family name: bin Salman, De Niro, Ó Dálaigh, Al Thani
	kept = words(`bin ibn bint ben Ben Bar Bin Ibn Abu abu Abd Al El De Di Da Del Della Dello Van Von Vander Den Der Du du Des des La Le Las Los
		San Santa St St. Saint Ste Mac Ó O Ní Nic Ap Ab ap Ter Ten Te Dos Das vom zum zur am im`)
	spanishFamilies = words(`Alonso Álvarez Arias Blanco Bravo Cabrera Calderón Campos Castillo Castro Chávez Cortés Cruz Delgado Díaz Diaz Domínguez Fernández
		Flores García Garcia Gil Gómez Gomez González Gonzalez Guerrero Gutiérrez Hernández Herrera Ibáñez Iglesias Jiménez León López Lopez
		Marín Martín Martínez Medina Méndez Molina Morales Moreno Muñoz Navarro Núñez Ortega Ortiz Peña Pérez Perez Ramírez Ramos Reyes Ríos Rivera Rodríguez Rodriguez
		Rojas Romero Rubio Ruiz Salazar Sánchez Sanchez Santos Serrano Soto Suárez Torres Valle Vargas Vázquez Vega Velasco Velázquez Vélez Vidal`)
	spanishGiven = words(`Adolfo Alberto Alejandro Alfonso Alfredo Álvaro Ana Andrés Antonio Arturo Augusto Camilo Carlos Carmen César Cristina Daniel Diego Dolores
		Eduardo Elena Emilio Enrique Ernesto Eva Federico Felipe Fernando Fidel Francisco Gabriel Gabriela Gloria Guillermo Gustavo Héctor Hugo Ignacio Inés Isabel
		Jaime Javier Jesús Joaquín Jorge José Juan Juana Julio Laura Luis Luisa Manuel Marcos María Mario Mariano Miguel Nicolás Óscar Pablo Pedro Rafael
		Ramón Raúl Ricardo Roberto Rosa Salvador Santiago Sergio Teresa Vicente Víctor`)
	dutchVowel  = regexp.MustCompile(`(?i)aa|ee|oo|uu|ij|oe`)
	vowelGroups = regexp.MustCompile(`(?i)[aeiouyàâäéèêëîïôöùûü]+`)
)

// familyFirst finds where the family name begins and puts it before the given names.
func (p person) familyFirst() string {
	last := len(p.words) - 1
	at := last
	if at >= 2 && (p.words[at-1] == "y" || p.words[at-1] == "i") {
		at -= 2 // Ortega y Gasset
	} else if at >= 2 && spanishFamilies[norm.NFC.String(p.words[at-1])] && p.isSpanish() {
		at-- // García Márquez
	}
	for at > 1 && p.isKept(at-1, at) {
		at--
	}
	family := at
	for at > 1 && leftBehind[p.words[at-1]] {
		at--
	}
	behind := p.words[at:family]
	given := strings.Join(slices.Concat(p.words[:at], behind), " ")
	return strings.Join(p.words[family:], " ") + ", " + given
}

// isSpanish tells whether the first word is a given name of the Spanish.
func (p person) isSpanish() bool { return spanishGiven[norm.NFC.String(p.words[0])] }

// isKept tells whether word i belongs to the family name that begins at the next.
func (p person) isKept(i, family int) bool {
	w := p.words[i]
	switch {
	case kept[w]:
		return true
	case w == "de" && (i == 0 || !leftBehind[p.words[i-1]]):
		// The French keep de before one syllable: de Gaulle, but Beauvoir, Simone de. The
		// Dutch leave it behind: Waal, Frans de.
		name := strings.TrimRight(strings.ToLower(p.words[family]), "es")
		return family == len(p.words)-1 && len(vowelGroups.FindAllString(name, -1)) == 1 && !dutchVowel.MatchString(name) && !p.isSpanish()
	}
	return false
}

// words makes a set of words that stand apart by white space.
func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// alphabets are the letters with signs that an alphabet counts as letters of their own;
// in other languages they stand under the plain letter.
var alphabets = map[string]string{
	"sv": "ÅÄÖ", "fi": "ÅÄÖ", "da": "ÆØÅ", "nb": "ÆØÅ", "nn": "ÆØÅ", "no": "ÆØÅ", "is": "ÁÐÉÍÓÚÝÞÆÖ", "et": "ŠŽÕÄÖÜ",
	"es": "Ñ", "pl": "ĄĆĘŁŃÓŚŹŻ", "cs": "ČŘŠŽ", "sk": "ÄČŠŽ", "sl": "ČŠŽ", "hr": "ČĆĐŠŽ", "hu": "ÖÜ", "ro": "ĂÂÎȘȚ",
	"tr": "ÇĞİÖŞÜ", "lt": "ČŠŽ", "lv": "ČĢĶĻŅŠŽ", "ru": "ЙЁ", "uk": "ЇЙҐ", "be": "ЁЎЙ", "bg": "Й", "sr": "Ђ",
}

// letter is the heading that a sort key stands under: its first letter as the site's
// language counts letters, "#" for anything else.
func letter(key, lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	for _, r := range norm.NFC.String(key) {
		if unicode.IsDigit(r) {
			break
		}
		if !unicode.IsLetter(r) {
			continue
		}
		upper := unicode.ToUpper(r)
		if base == "tr" && r == 'i' {
			upper = 'İ'
		}
		if strings.ContainsRune(alphabets[base], upper) {
			return string(upper)
		}
		if unicode.Is(unicode.Latin, r) {
			if plain := slug.Make(string(r)); plain != "" {
				return strings.ToUpper(plain[:1])
			}
		}
		plain, _ := utf8.DecodeRuneInString(norm.NFD.String(string(upper)))
		return string(plain)
	}
	return "#"
}
