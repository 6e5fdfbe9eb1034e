package dates

// The sets of words that the English guards and cues look for.

// prepositions stand before dates.
var prepositions = wordSet("in by until till since of from to before after around about between and through during c ca circa for on at")

// outbreakWords stand between "the day before" and the date it is counted from.
var outbreakWords = wordSet("the a feast outbreak start beginning of")

// concessive verbs behind "today" tell what is so in these times, not what happens that day.
var concessive = wordSet("may might can boasts remains")

// closers are words that cannot be the noun a number counts.
var closers = wordSet(`a an the and or but nor so yet when while where who which that this these those he she it they we i you his her its their
	in on at by to of for from with as if than then after before since until till during through into over under against between about around
	was were is are has had have did does will would could should may might can must been be being also not no however thus because although though`)

// measures follow amounts, never years.
var measures = wordSet(`km kmh kph m cm mm ft feet foot inch inches yards yard mile miles metres meters kilometres kilometers kg g tons tonnes ton
	litres liters hectares acres men women people persons soldiers troops civilians prisoners casualties dead wounded deaths killed ships aircraft planes
	tanks guns horses cavalry infantry infantrymen killed dollars euros pounds rubles roubles yen won percent per hp kw mw watts volts hz mhz ghz mb gb
	years days weeks months hours minutes seconds words pages copies votes seats students employees workers jobs units members families homes houses
	others more times points items species million billion thousand hundred degrees barrels rounds shells missiles rifles vehicles sq square knots`)

// yearlyDays are on the same day of every year: "his birthday is 3 May".
var yearlyDays = wordSet("birthday feast festival holiday anniversary")

// namedDays stand before "day" in names of such days.
var namedDays = wordSet("feast name national independence republic memorial patronal holy saint's")

// yardsticks make the year before them one: "2000 levels".
var yardsticks = wordSet("levels prices figures standards values rates census boundaries edition")

// labels stand before numbers that are names: "Resolution 1441", "page 1815".
var labels = wordSet(`no nos number numbers page pages p pp resolution article section chapter flight room route highway line lines verse paragraph
	model version windows order bill rule regulation directive serial class series unit suite box extension ext isbn issn channel area code
	pin zip lot plate figure fig table psalm hymn opus bwv boeing airbus size approximately nearly almost some over
	reference ref gate call dial platform track apartment apt locker locomotive patent invoice password bus tram train`)

// counters stand before numbers: "had 2001 inhabitants".
var counters = wordSet(`had has have having employs employed houses housed holds held counts counted numbers numbered contains contained
	lists listed killed lost exactly`)

// attacks name the one 11 September that needs no year.
var attacks = wordSet("attack attacks terror terrorist hijackings hijackers")

// owners have their own "late 80s".
var owners = wordSet("his her their my your our its")

// degrees stand near "the 80s" when it is weather.
var degrees = wordSet("temperature temperatures highs lows mercury thermometer degrees age aged")

// joining words stand before names as often as before dates.
var joining = wordSet("to and or of from by with for")

// monthCues stand before a month that could be a name.
var monthCues = wordSet("in by until till since of from to before after between through during this last next early late mid each every throughout and or around about beginning ending")

// dayCues stand before "the 9th".
var dayCues = wordSet("on by until till from to before after since through and")

// eventNouns make the season before them a date: "the summer offensive", but not "a
// winter coat".
var eventNouns = wordSet(`offensive offensives counteroffensive campaign campaigns invasion election elections session term semester summit
	meeting conference talks strike strikes uprising revolt tour battle battles attack attacks raid raids fighting bombing bombings`)

// seasonCues stand before a season.
var seasonCues = wordSet("in by until till since of from to over spent before after between through during throughout this last next early late mid each every that following and or")

// titles stand before names.
var titles = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Prof": true, "St": true, "Sgt": true, "Capt": true, "Lt": true}

// clockCues stand before a clock time.
var clockCues = wordSet("at by until till from to before after since between around about and on")

// durationCues stand before "a year" that is a length of time.
var durationCues = wordSet("for within in over after during under about nearly almost than least lasted took spent lasting taking around every half just only another")

// indefinite words make a weekday one of many.
var indefinite = wordSet("a an one some any no another")

// presents end a range that is still open: 2013–present.
var presents = wordSet("present now today date")

// decadeLead stands before a decade written as "the 1970's".
var decadeLead = wordSet("the early late mid")

// spanWords make "the next year" a length of time.
var spanWords = wordSet("over for within throughout")
