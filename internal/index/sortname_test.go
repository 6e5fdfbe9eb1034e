package index

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/config"
	"dossier/internal/record"
)

// TestPersonNames is the table of how names are turned round, by culture.
func TestPersonNames(t *testing.T) {
	for _, c := range []struct{ culture, name, want string }{
		{"English", "Ada Lovelace", "Lovelace, Ada"},
		{"English", "George Bernard Shaw", "Shaw, George Bernard"},
		{"English", "T. S. Eliot", "Eliot, T. S."},
		{"English", "Martin Luther King Jr.", "King, Martin Luther, Jr."},
		{"English", "Henry Ford II", "Ford, Henry, II"},
		{"English", "Sir Keir Starmer", "Starmer, Sir Keir"},
		{"English", "Robert De Niro", "De Niro, Robert"},
		{"English", "Stephen Van Rensselaer", "Van Rensselaer, Stephen"},
		{"English", "Jill St. John", "St. John, Jill"},
		{"English", "David Cameron (politician)", "Cameron, David (politician)"},
		{"English", "Plato", "Plato"},
		{"English", "Kim Cook", "Cook, Kim"},
		{"English", "Lee Harvey Oswald", "Oswald, Lee Harvey"},
		{"English", "Mo Farah", "Farah, Mo"},
		{"English", "Dan Brown", "Brown, Dan"},
		{"Scots and Irish", "Ewan McGregor", "McGregor, Ewan"},
		{"Scots and Irish", "Ramsay MacDonald", "MacDonald, Ramsay"},
		{"Scots and Irish", "Flann O'Brien", "O'Brien, Flann"},
		{"Scots and Irish", "Cearbhall Ó Dálaigh", "Ó Dálaigh, Cearbhall"},
		{"French", "Charles de Gaulle", "de Gaulle, Charles"},
		{"French", "Simone de Beauvoir", "Beauvoir, Simone de"},
		{"French", "Jean de La Fontaine", "La Fontaine, Jean de"},
		{"French", "Joachim du Bellay", "du Bellay, Joachim"},
		{"French", "Marine Le Pen", "Le Pen, Marine"},
		{"French", "Valéry Giscard d'Estaing", "d'Estaing, Valéry Giscard"},
		{"French", "Alexis de Tocqueville", "Tocqueville, Alexis de"},
		{"German", "Johann Wolfgang von Goethe", "Goethe, Johann Wolfgang von"},
		{"German", "Otto von Bismarck", "Bismarck, Otto von"},
		{"German", "Ursula von der Leyen", "Leyen, Ursula von der"},
		{"German", "Heinrich vom Stein", "vom Stein, Heinrich"},
		{"German", "Günter Grass", "Grass, Günter"},
		{"Dutch", "Vincent van Gogh", "Gogh, Vincent van"},
		{"Dutch", "Ludwig van Beethoven", "Beethoven, Ludwig van"},
		{"Dutch", "Willem de Kooning", "Kooning, Willem de"},
		{"Dutch", "Frans de Waal", "Waal, Frans de"},
		{"Dutch", "Rogier van der Weyden", "Weyden, Rogier van der"},
		{"Dutch", "Herman Van Rompuy", "Van Rompuy, Herman"},
		{"Italian", "Luca della Robbia", "Robbia, Luca della"},
		{"Italian", "Vittorio De Sica", "De Sica, Vittorio"},
		{"Italian", "Luigi Di Maio", "Di Maio, Luigi"},
		{"Italian", "Umberto Eco", "Eco, Umberto"},
		{"Spanish", "Gabriel García Márquez", "García Márquez, Gabriel"},
		{"Spanish", "Federico García Lorca", "García Lorca, Federico"},
		{"Spanish", "Mario Vargas Llosa", "Vargas Llosa, Mario"},
		{"Spanish", "José Luis Rodríguez Zapatero", "Rodríguez Zapatero, José Luis"},
		{"Spanish", "José Ortega y Gasset", "Ortega y Gasset, José"},
		{"Spanish", "Jorge Luis Borges", "Borges, Jorge Luis"},
		{"Spanish", "Miguel de Cervantes", "Cervantes, Miguel de"},
		{"Spanish", "Juana Inés de la Cruz", "Cruz, Juana Inés de la"},
		{"Spanish", "Pedro Sánchez", "Sánchez, Pedro"},
		{"Portuguese", "Luiz Inácio Lula da Silva", "Silva, Luiz Inácio Lula da"},
		{"Portuguese", "Fernando Pessoa", "Pessoa, Fernando"},
		{"Portuguese", "José Eduardo dos Santos", "Santos, José Eduardo dos"},
		{"Nordic", "Søren Kierkegaard", "Kierkegaard, Søren"},
		{"Nordic", "Göran Persson", "Persson, Göran"},
		{"Nordic", "Verner von Heidenstam", "Heidenstam, Verner von"},
		{"Nordic", "Ole af Strand", "Strand, Ole af"},
		{"Icelandic", "Katrín Jakobsdóttir", "Katrín Jakobsdóttir"},
		{"Icelandic", "Guðni Jóhannesson", "Guðni Jóhannesson"},
		{"Icelandic", "Halldór Laxness", "Laxness, Halldór"},
		{"Hungarian", "Nagy Imre", "Nagy Imre"},
		{"Hungarian", "Bartók Béla", "Bartók Béla"},
		{"Hungarian", "Orbán Viktor", "Orbán Viktor"},
		{"Hungarian", "Viktor Orbán", "Orbán, Viktor"},
		{"Russian", "Sergey Shoigu", "Shoigu, Sergey"},
		{"Russian", "Vladimir Vladimirovich Putin", "Putin, Vladimir Vladimirovich"},
		{"Russian", "Анна Ахматова", "Ахматова, Анна"},
		{"Greek", "Νίκος Καζαντζάκης", "Καζαντζάκης, Νίκος"},
		{"Chinese", "Xi Jinping", "Xi Jinping"},
		{"Chinese", "Li Hongzhong", "Li Hongzhong"},
		{"Chinese", "Wang Yi", "Wang Yi"},
		{"Chinese", "Mao Zedong", "Mao Zedong"},
		{"Chinese", "Chiang Kai-shek", "Chiang Kai-shek"},
		{"Chinese", "Tsai Ing-wen", "Tsai Ing-wen"},
		{"Chinese", "Bruce Lee", "Lee, Bruce"},
		{"Chinese", "Yo-Yo Ma", "Ma, Yo-Yo"},
		{"Chinese", "习近平", "习近平"},
		{"Korean", "Kim Jong Un", "Kim Jong Un"},
		{"Korean", "Yoon Suk-Yeol", "Yoon Suk-Yeol"},
		{"Korean", "Moon Jae-in", "Moon Jae-in"},
		{"Korean", "Park Geun-hye", "Park Geun-hye"},
		{"Korean", "Kim Yo-jong", "Kim Yo-jong"},
		{"Korean", "Ri Sol Ju", "Ri Sol Ju"},
		{"Korean", "김정은", "김정은"},
		{"Korean", "Syngman Rhee", "Rhee, Syngman"},
		{"Vietnamese", "Nguyen Phu Trong", "Nguyen Phu Trong"},
		{"Vietnamese", "Hồ Chí Minh", "Hồ Chí Minh"},
		{"Vietnamese", "Võ Nguyên Giáp", "Võ Nguyên Giáp"},
		{"Vietnamese", "Le Duan", "Le Duan"},
		{"Burmese", "Aung San Suu Kyi", "Aung San Suu Kyi"},
		{"Burmese", "Min Aung Hlaing", "Min Aung Hlaing"},
		{"Japanese", "Shinzo Abe", "Abe, Shinzo"},
		{"Arabic", "Bashar al-Assad", "al-Assad, Bashar"},
		{"Arabic", "Abdel Fattah el-Sisi", "el-Sisi, Abdel Fattah"},
		{"Arabic", "Mohammed bin Salman", "bin Salman, Mohammed"},
		{"Arabic", "Osama bin Laden", "bin Laden, Osama"},
		{"Arabic", "Tamim bin Hamad Al Thani", "Al Thani, Tamim bin Hamad"},
		{"Arabic", "Ibn Khaldun", "Ibn Khaldun"},
		{"Arabic", "Moussa Abu Marzouk", "Abu Marzouk, Moussa"},
		{"Arabic", "Mahmoud Abbas", "Abbas, Mahmoud"},
		{"Hebrew", "David Ben-Gurion", "Ben-Gurion, David"},
		{"Hebrew", "David Ben Gurion", "Ben Gurion, David"},
		{"Indian", "Narendra Modi", "Modi, Narendra"},
		{"Indian", "M. K. Bhadrakumar", "Bhadrakumar, M. K."},
		{"rulers and popes", "Louis XIV", "Louis XIV"},
		{"rulers and popes", "King Charles III", "Charles III, King"},
		{"rulers and popes", "Pope John Paul II", "John Paul II, Pope"},
		{"rulers and popes", "John Paul II", "John Paul II"},
		{"rulers and popes", "Pope Francis", "Francis, Pope"},
		{"rulers and popes", "Catherine the Great", "Catherine the Great"},
		{"epithets", "The Iron Lady", "Iron Lady, The"},
		{"rulers and popes", "Francis of Assisi", "Francis of Assisi"},
		{"rulers and popes", "Saint Nicholas", "Nicholas, Saint"},
	} {
		if got := sortName(&record.Entity{Name: c.name, Type: "person"}, "en"); got != c.want {
			t.Errorf("%s: %q becomes %q, want %q", c.culture, c.name, got, c.want)
		}
	}
}

func TestSortName(t *testing.T) {
	for _, c := range []struct{ kind, name, lang, want string }{
		{"organisation", "The New York Times", "en", "New York Times"},
		{"organisation", "Der Spiegel", "de", "Spiegel"},
		{"organisation", "Der Spiegel", "en", "Der Spiegel"},
		{"organisation", "Theatre of the Absurd", "en", "Theatre of the Absurd"},
		{"media", "Le Monde", "fr", "Monde"},
		{"place", "The Hague", "en", "Hague, The"},
		{"place", "St Petersburg", "en", "St Petersburg"},
		{"place", "El Paso", "es", "El Paso"},
		{"person", "Orbán Balázs", "hu", "Orbán Balázs"},
		{"person", "Kovács Emma", "hu", "Kovács Emma"},
		{"person", "Jón Stefansson", "is", "Jón Stefansson"},
	} {
		if got := sortName(&record.Entity{Name: c.name, Type: c.kind}, c.lang); got != c.want {
			t.Errorf("%s %q in %s becomes %q, want %q", c.kind, c.name, c.lang, got, c.want)
		}
	}
	if got := sortName(&record.Entity{Name: "Ada Berg", Type: "person", Sort: "Ada"}, "en"); got != "Ada" {
		t.Errorf("sort: is not obeyed: %q", got)
	}
}

// TestOrder checks the order of whole indexes, the letters over it included.
func TestOrder(t *testing.T) {
	for _, c := range []struct{ what, lang, kind, names, want string }{
		{"digits as numbers", "en", "weapon", "Tu-160|Tu-95|Tu-22", "T Tu-22|T Tu-95|T Tu-160"},
		{"digits first", "en", "event", "9 May|Amur", "# 9 May|A Amur"},
		{"al- does not count", "en", "person", "Omar Azar|Bashar al-Assad|Ada Atal", "A al-Assad, Bashar|A Atal, Ada|A Azar, Omar"},
		{"a name before longer ones", "en", "person", "Li Hongzhong|Na Lin|Jet Li", "L Li, Jet|L Li Hongzhong|L Lin, Na"},
		{"St as Saint for people", "en", "person", "Ada Salt|Jill St. John|Ben Sand", "S St. John, Jill|S Salt, Ada|S Sand, Ben"},
		{"St as written for places", "en", "place", "St Petersburg|Salt Lake|Steppe", "S Salt Lake|S St Petersburg|S Steppe"},
		{"Mc as written", "en", "person", "Ian McGregor|Jo Madden|Al Mead", "M Madden, Jo|M McGregor, Ian|M Mead, Al"},
		{"signs do not count", "en", "place", "Øresund|Oslo|Opole|Pskov", "O Opole|O Øresund|O Oslo|P Pskov"},
		{"letters of Swedish", "sv", "place", "Åbo|Östersund|Arboga|Zell", "A Arboga|Z Zell|Å Åbo|Ö Östersund"},
		{"German Umlauts", "de", "place", "Zürich|Österreich|Oslo|Pau", "O Oslo|O Österreich|P Pau|Z Zürich"},
		{"Cyrillic behind Latin", "en", "place", "Йошкар|Amur|Ижма", "A Amur|И Ижма|И Йошкар"},
		{"articles do not count", "en", "media", "The Times|Tass|Time", "T Tass|T Time|T Times"},
	} {
		var list []*record.Entity
		for i, name := range strings.Split(c.names, "|") {
			list = append(list, &record.Entity{ID: string(rune('a' + i)), Name: name, Type: c.kind})
		}
		cfg := config.Default("")
		cfg.Language = c.lang
		x := Build(cfg, &record.Catalogue{Entities: list}, nil)
		var got []string
		for _, e := range x.Entities {
			got = append(got, e.Letter+" "+e.SortName)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: got %s, want %s", c.what, s, c.want)
		}
		runs := slices.Compact(letters(x))
		slices.Sort(runs)
		if len(slices.Compact(slices.Clone(runs))) != len(runs) {
			t.Errorf("%s: the names of a letter are torn apart: %s", c.what, runs)
		}
	}
}

func letters(x *Index) []string {
	var list []string
	for _, e := range x.Entities {
		list = append(list, e.Letter)
	}
	return list
}

// FuzzSortName checks that turning a name round loses and adds no letter.
func FuzzSortName(f *testing.F) {
	for _, name := range []string{"Ada Berg", "King Charles III", "José Ortega y Gasset", "A (b) (c)", " ", ",", "de de de", "X II", "II II II"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if !utf8.ValidString(name) {
			return // source cleans every text
		}
		got := sortName(&record.Entity{Name: name, Type: "person"}, "en")
		if a, b := sortedRunes(name), sortedRunes(got); a != b {
			t.Errorf("%q became %q", name, got)
		}
	})
}

// sortedRunes lists the runes of s but for commas and white space.
func sortedRunes(s string) string {
	r := []rune(strings.Join(strings.Fields(strings.ReplaceAll(s, ",", " ")), ""))
	slices.Sort(r)
	return string(r)
}
