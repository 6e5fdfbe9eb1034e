package entities

import (
	"regexp"
	"strings"
)

// lexicon is a set of words, asked by the hash that a word of a text has.
type lexicon []uint64

func set(words string) lexicon {
	list := strings.Fields(words)
	l := make(lexicon, roomFor(len(list)))
	for _, w := range list {
		l.add(hashText(w))
	}
	return l
}

// roomFor returns the length of a lexicon of n words: a power of two, half empty.
func roomFor(n int) int {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return size
}

// add puts a hash into a set that has room for it.
func (l lexicon) add(hash uint64) {
	mask := uint64(len(l) - 1)
	i := hash & mask
	for l[i] != 0 && l[i] != hash {
		i = (i + 1) & mask
	}
	l[i] = hash
}

func (l lexicon) has(hash uint64) bool {
	mask := uint64(len(l) - 1)
	for i := hash & mask; l[i] != 0; i = (i + 1) & mask {
		if l[i] == hash {
			return true
		}
	}
	return false
}

func (l lexicon) hasText(s string) bool { return l.has(hashText(s)) }

func hashText(s string) uint64 {
	h := uint64(hashSeed)
	for _, r := range s {
		h = hashRune(h, r)
	}
	return h
}

// articles may stand in lower case though a name is written with a capital:
// "the Hague", "la Repubblica".
var articles = set("the la le les el los las al il der die das de du")

// functionWords are in no open class: in a capital they name nothing by themselves.
var functionWords = set(`
	a an the this that these those each every all any some no both either neither another such
	i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom whose which what
	and or but nor so yet for if then than because although though while whereas unless until since when where why how once whether
	of in on at by to from with without within into onto upon about above across after against along amid among around as before
	behind below beneath beside besides between beyond despite down during except inside like near off out outside over past per
	through throughout toward towards under underneath up via versus
	am is are was were be been being do does did done has have had having may might must can could will would shall should
	not never only also even just still again too very more most much many few less least other others own same
	here there now today yesterday tomorrow however meanwhile moreover furthermore therefore thus instead later earlier soon
	yes ok let said says two three four five six seven eight nine ten eleven twelve twenty hundred thousand several dozens
	der die das den dem des ein eine einer und oder mit von zu im am bei nach aus auf für
	le la les un une des du et ou en au aux par pour sur dans el los las y con del al il lo gli e di da van`)

// titles stand before a person's name and are no part of it.
var titles = set(`
	mr mrs ms miss dr prof professor sir dame lord lady saint st sheikh shaikh sheik imam ayatollah mullah rabbi reverend rev father fr sister brother
	king queen prince princess emperor empress tsar czar sultan emir shah kaiser duke duchess earl count countess baron baroness pope patriarch
	archbishop bishop cardinal president vice premier chancellor minister senator sen congressman congresswoman representative rep governor gov mayor
	ambassador secretary general gen colonel col major maj captain capt cpt commissioner speaker attorney sheriff spokesman spokeswoman spokesperson ceo cfo coo cto mp mps mep meps pm vp envoy special permanent treasurer lieutenant lt sergeant sgt corporal admiral adm commander marshal
	prime foreign deputy acting former ex judge justice detective inspector constable coach chairman chairwoman chairperson chief director don dona doña herr frau monsieur madame mme mlle maître
	señor señora signor hon honourable honorable king's comrade chairman midshipman doge doctor secretaries presidents ministers chancellors senators governors kings queens princes popes generals judges justices dukes sirs messrs marquis marquess viscount archduke infante dom haji hajji maharaja raja nawab`)

// nameSuffixes follow a person's name and are no surname.
var nameSuffixes = set("jr sr i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi phd md esq obe mbe cbe kbe qc kc mp dds cpa osb sj usn ret")

// particles belong to the surname that follows.
var particles = set("de da di do dos das del della delle dello degli du des la le lo van von vom zu zum zur der den ter ten te af av bin ibn ben bint al el ul ur abu umm st san santa y e i mac mc o ap d")

// connectives join the words of a name.
var connectives = set("of for the and in on at to from with by against de la le du des del della di da dos das für und der die et y e a an or as &")

// legalForms end the full name of a company.
var legalForms = set("inc incorporated corp corporation co company ltd limited llc llp plc ag gmbh sa se nv bv spa srl oy ab asa kg kgaa pty holdings holding group")

// placeNouns are dropped from or put before the name of a place.
var placeNouns = set(`
	city town village county province district region state prefecture municipality oblast krai governorate department canton parish township borough
	republic kingdom emirate sultanate principality empire duchy commonwealth federation territory island islands river lake mount mountain mountains sea bay
	cdp peninsula valley desert palace castle airport harbour harbor port`)

// generic words are the common part of names: no short form consists of them alone,
// but after a full name they can stand for it with an article, "the Court".
var generic = set(`
	academy act administration agency agreement air airlines airport airways alliance army assembly association authority award awards bank base battalion bay
	board book books brigade broadcasting brothers bureau cabinet camp capital castle cathedral center central centre century chamber championship championships
	channel charter chief church circuit city club coalition code college command commission committee community company conference confederation congress
	constitution convention corporation corps council county court cup day defence defense department development directorate district division
	duchy east eastern edition education election elections electric empire energy enterprise enterprises entertainment exchange executive expedition express
	faculty fair federal federation festival fifth film films first fleet force forces foreign foundation fourth front fund gallery game games garden gazette
	general global government grand great group guard guards hall harbour health herald high highway hill holdings hospital hotel house human independence
	industries industry infantry inquiry institute institution intelligence inter interior international island islands journal joint judicial justice
	kingdom laboratory lake law league legion legislative legislature library life line little lodge lower magazine management market mass media medal medical memorial
	metropolitan middle military mill ministry mission mount mountain movement municipal museum music national nations naval navy network new news newspaper north
	northeast northern northwest observatory office official old open opera operation orchestra order organisation organization pact palace park
	parliament partners partnership party people people's peoples peace pictures place plan plaza police policy political port post power premier press prison prize
	productions program programme project protocol province public publishing radio railroad railway records red regiment region regional register representatives
	republic research reserve resistance resources restaurant review revolution revolutionary river road royal school schools science sciences sea season second secretariat
	security senate series service services shipping show society solidarity south southern space special sport sports square stadium staff star
	state states station steel stock store strategy street studio studios summit sun supreme syndicate system systems team technology telegraph television temple
	territory theater theatre third times tour tournament tower town trade trading treaty tribunal tribune trust tv union united universal university
	upper valley village vote war water west western wing women women's works world world's youth zone
	democratic democrats socialist labour labor liberal conservative communist christian social people’s patriotic popular progressive free freedom liberation
	area areas gala list region contest princess prince song bridge line lines group bill report agenda accord bowl derby open prix race rally album song`)

// familyNames are the frequent family names that stand first: Chinese in pinyin,
// Korean in the usual spellings, Vietnamese without marks.
var familyNames = set(`
	ai an bai ban bao bi bian cai cao cen chai chang che chen cheng chi chiang chin choe choi choo chow chu chun chung cui dai dang deng ding do dong dou du duan
	fan fang fei feng fu gan gao ge geng gong gu guan gui guo ha hahn han hao he heo ho hong hou hu hua huang hui huh hwang hyun im in jang jeon jeong ji jia jiang jiao jin jing jo joo ju jung
	kang kim ko kong koo kwak kwon lai lam lan lao le lee lei leng li lian liang liao lim lin ling liu lo long lou lu luo lv ma mai mao mei meng mi miao min ming mo moon mu myung
	na nam ngo nguyen nie ning niu noh oh ong ou ouyang pae paik pak pan pang park pei peng pham phan piao ping pu qi qian qiao qin qing qiu qu quan
	ra ran rao ren rhee ri rim ro roh rong ruan ryang ryoo ryu sa seo shan shang shao shen sheng shi shim shin shu si sima sin so sohn son song su suh sui sun
	tan tang tao teng thich tian tong tran tsai tseng tsang truong tu u vo vu wan wang wei wen weng won woo wu xi xia xiang xiao xie xin xing xiong xu xue xuan
	yan yang yao ye yeo yi yim yin ying yo yoo yoon you youn yu yuan yue yun zang zeng zha zhai zhan zhang zhao zheng zhi zhong zhou zhu zhuang zhuo zong zou zuo`)

// eastAsianGiven matches given names made of one to three Chinese, Korean or
// Vietnamese syllables.
var eastAsianGiven = regexp.MustCompile(`^(?:(?:zh|ch|sh|th|ph|kh|nh|tr|kk|jj|[bcdfghjklmnpqrstvwxyz])?(?:yeo|yae|wae|iao|uai|uang?|iang?|iong|[aeiouwy]{1,3})(?:ng|nh|ch|n|m|k|l|p|t|b|h|r)?){1,3}$`)

// compass points in lower case are never names.
var compass = set("north south east west northeast northwest southeast southwest northern southern eastern western")

// calendar words can be given names too: April, June, August.
var calendar = set("january february march april may june july august september october november december")

// locatives stand before places.
var locatives = set("in near outside around throughout across within")

// states and settlements, with "of", give the place its name: Republic of Malta. A
// Bay of Kotor is not Kotor.
var (
	states      = set("republic kingdom emirate sultanate principality empire commonwealth federation state")
	settlements = set("city town village county province district region municipality borough duchy governorate department canton")
)

// roles open a sentence before a last name: "Striker Berg scored". Inside a sentence
// they are in lower case and no question.
var roles = set(`
	activist actor actress admiral adviser advisor aide ambassador analyst anchor architect artist astronaut author banker baritone bassist biologist biographer
	boss boxer broadcaster builder businessman businesswoman captain cellist centre champion chemist cleric climber coach columnist comedian commander commentator
	composer conductor co-founder councillor counsel critic cyclist dancer dealer defender defendant democrat deputy designer dictator diplomat director dissident doctor
	drummer economist editor engineer entrepreneur envoy executive expert explorer exile farmer fighter filmmaker footballer forward founder frontman goalkeeper golfer guard
	guerrilla guitarist historian host incumbent industrialist inspector inventor investigator investor jockey journalist judge keyboardist lawmaker lawyer leader
	lecturer legend leftist liberal linebacker magistrate magnate manager mathematician mediator midfielder militant millionaire musician negotiator newcomer newsman novelist
	nurse officer official opener opponent oligarch organist owner painter passenger patriarch philanthropist philosopher photographer physician physicist pianist pilot pitcher
	playwright poet policeman politician pollster pontiff preacher premier priest prisoner producer professor prosecutor psychologist publisher quarterback rapper
	rebel referee refugee reporter representative republican researcher reverend rider rival sailor scholar scientist screenwriter sculptor secretary separatist singer skier skipper socialist
	socialite sociologist soldier solicitor songwriter soprano specialist sprinter star statesman strategist striker student substitute superintendent surgeon suspect swimmer
	teacher teammate tenor theologian trainer translator treasurer trumpeter tycoon veteran victim violinist volunteer warlord whistleblower winger winner witness writer`)

// assemblies are named without an article: "Congress voted".
var assemblies = set("congress parliament")

var weekdays = set("monday tuesday wednesday thursday friday saturday sunday")

// openers begin a sentence before a name and are rare inside one.
var openers = set(`
	following unlike alongside including according given regarding concerning considering using once besides asked born known named called based
	led joined backed accused elected appointed nicknamed formerly originally recently previously eventually finally initially currently
	unfortunately interestingly ironically sadly surprisingly similarly likewise additionally consequently accordingly nevertheless nonetheless
	postwar prewar outgoing incoming fellow rival former late young old dear poor little ex`)

// towards stands before places and hardly ever before a person whom one writes about.
var towards = set("in at into near throughout across within around outside leave leaves left visit visits visited visiting reach reached")

// ordinals open a name and are often left in lower case: the second World War.
var ordinals = set("first second third fourth fifth sixth seventh eighth ninth tenth")

// civic nouns stand behind the name of a place, a person or a giver.
var civic = set(`
	university college school academy institute hospital museum gallery library theatre theater airport airfield station junction railway railroad road street avenue
	bridge tunnel stadium arena park garden gardens zoo circuit prix cup prize trophy award awards medal open championship championships marathon derby grand
	council county city court diocese cathedral church abbey castle palace house hall square tower mill prison camp base
	river lake valley bay declaration agreement accord treaty convention conference summit protocol act bill plan report war battle massacre
	high intermediate preparatory elementary primary secondary state community post times tribune gazette journal herald mail echo`)

// prefixes are written with a hyphen before a name and are no part of it.
var prefixes = set("pro anti non post pre ex inter trans sub pan mid neo un cross co sino russo anglo franco euro afro indo")

// saints stand before the first half of a name: St. Louis is not Louis.
var saints = set("st saint san santa são sainte ste")

// knownAcronyms are used without an introduction wherever news is written. They are
// short, or no initials of the English name.
var knownAcronyms = map[string][]string{
	"united states": {"US", "USA"}, "united kingdom": {"UK"}, "united nations": {"UN"},
	"european union": {"EU"}, "african union": {"AU"}, "soviet union": {"USSR"}, "union of soviet socialist republics": {"USSR"},
	"north korea": {"DPRK"}, "democratic people's republic of korea": {"DPRK"}, "south korea": {"ROK"}, "republic of korea": {"ROK"},
	"people's republic of china": {"PRC"}, "democratic republic of the congo": {"DRC"}, "democratic republic of congo": {"DRC"},
	"east germany": {"GDR"}, "german democratic republic": {"GDR"}, "federal republic of germany": {"FRG"},
	"north atlantic treaty organization": {"NATO", "Nato"}, "north atlantic treaty organisation": {"NATO", "Nato"}, "nato": {"Nato"},
	"organization of the petroleum exporting countries": {"OPEC", "Opec"}, "opec": {"Opec"},
}

// language is what the rules have to know of the language of an article.
type language uint8

const (
	unasked language = iota
	other
	german // every noun has a capital
	french // M. is Monsieur
)

// particlesOf are the frequent words that no other of the larger languages with Latin
// letters has as often.
var particlesOf = map[language]lexicon{
	german: set("der die das und ist nicht mit den dem ein eine einen einer auf für sich auch wird wurde"),
	french: set("le les des du et est une dans pour que qui sur avec par au aux ne pas ce cette il elle"),
}

// abbreviations in capitals that stand for no name.
var abbreviations = set(`
	aka asap atm ba bfa bsc cd ceo cfo cpu cto cv diy dj dna dvd ep eta faq fyi gdp gmt gnp gps hd hiv hq icu id iq ied it llc llm lp ltd ma mba md mfa mp ms msc
	mvp ngo ngos oem ok pc pdf phd pin plc pm pow ppm pr ps ptsd rip rna rpm sms sos suv tba tbc tv uav ufo usb utc vat vhs vip vp wmd www`)

// campuses are named by what stands before them, behind the words of admissions: "at
// Yale", but "near Yale" is somewhere in a town.
var (
	campuses   = set("university college school academy institute")
	admissions = set("at from attend attends attended attending join joins joined joining enter enters entered leave left")
)
