package entities

import "strings"

// isGeographic tells demonyms and the names of countries, continents and large
// cities, which a longer name often contains ("Norwegian Foreign Ministry") but never
// gives up as its short form.
func isGeographic(hash uint64) bool { return geography.has(hash) || demonyms.has(hash) }

// demonyms are adjectives and nouns of peoples, regions and creeds, with their
// plurals.
var demonyms = plurals(`
	afghan african albanian algerian american andorran angolan arab arabian argentine argentinian armenian asian australian austrian azerbaijani azeri bahraini
	bangladeshi basque bavarian belarusian belgian bengali berliner bolivian bosnian brazilian british briton bulgarian burmese burundian californian cambodian
	cameroonian canadian catalan caucasian chadian chechen chilean chinese colombian congolese corsican cossack crimean croat croatian cuban cypriot czech dane
	danish dutch ecuadorian egyptian emirati english englishman eritrean estonian ethiopian eurasian european filipino finn finnish flemish french frenchman
	gambian georgian german ghanaian greek guatemalan guinean haitian honduran hungarian icelandic indian indonesian iranian iraqi irish irishman israeli
	italian ivorian jamaican japanese jewish jew jordanian kazakh kenyan korean kosovar kurd kurdish kuwaiti kyrgyz laotian latin latvian lebanese liberian libyan
	lithuanian londoner macedonian malaysian malian maltese manchu mediterranean mexican moldovan mongol mongolian montenegrin moroccan mozambican muslim namibian nepalese
	nepali nicaraguan nigerian nordic norse norwegian omani ottoman pakistani palestinian panamanian papuan paraguayan parisian persian peruvian pole polish
	portuguese prussian puerto-rican qatari roman romanian russian rwandan saudi saxon scandinavian scot scottish senegalese serb serbian sicilian sikh singaporean
	slav slavic slovak slovakian slovene slovenian somali soviet spaniard spanish sri-lankan sudanese sumerian swede swedish swiss syrian taiwanese tajik tamil tanzanian tatar
	texan thai tibetan transatlantic tunisian turk turkic turkish turkmen ugandan ukrainian uruguayan uyghur uzbek venetian venezuelan vietnamese welsh yemeni yugoslav zambian
	zimbabwean catholic protestant orthodox buddhist hindu islamic sunni shia shiite byzantine flemish walloon anglo hispanic`)

// geography has the names of countries, continents, wide regions and large cities.
var geography = set(`
	afghanistan africa albania algeria america americas andorra angola antarctica arabia arctic argentina armenia asia atlantic australia austria azerbaijan bahamas bahrain
	balkans baltic bangladesh barbados bavaria belarus belgium belize benin bhutan bolivia bosnia botswana brazil britain brunei bulgaria burma burundi california cambodia
	cameroon canada caribbean catalonia caucasus chad chechnya chile china colombia congo crimea croatia cuba cyprus czechia czechoslovakia denmark djibouti dominica
	ecuador egypt england eritrea estonia ethiopia eurasia europe fiji finland florida france gabon gambia gaza georgia germany ghana greece greenland grenada guatemala guinea
	guyana haiti hawaii herzegovina holland honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kashmir kazakhstan kenya korea kosovo
	kurdistan kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta
	mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pacific
	pakistan palestine panama paraguay persia peru philippines poland portugal prussia qatar romania russia rwanda samoa scandinavia scotland senegal serbia siberia sicily
	singapore slovakia slovenia somalia spain sudan suriname swaziland sweden switzerland syria taiwan tajikistan tanzania tasmania texas thailand tibet togo tonga tunisia turkey
	turkmenistan uganda ukraine uruguay uzbekistan vatican venezuela vietnam virginia wales yemen yugoslavia zambia zimbabwe
	alabama alaska arizona arkansas colorado connecticut delaware idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota
	mississippi missouri montana nebraska nevada hampshire ohio oklahoma oregon pennsylvania tennessee utah vermont wisconsin wyoming
	alberta ontario quebec saskatchewan manitoba yorkshire kent essex sussex surrey norfolk suffolk lancashire cornwall devon ulster
	saxony westphalia hesse brandenburg thuringia brittany normandy burgundy provence alsace lorraine lombardy tuscany piedmont andalusia galicia transylvania wallachia
	punjab bengal gujarat kerala bihar assam sindh manchuria hokkaido java sumatra borneo
	amsterdam ankara athens baghdad baku bangkok barcelona beijing beirut belgrade berlin bonn boston brasilia bratislava brussels bucharest budapest cairo canberra caracas
	chicago cologne copenhagen damascus delhi detroit dublin edinburgh florence frankfurt geneva glasgow hague hamburg hanoi havana helsinki hollywood houston istanbul
	jakarta jerusalem johannesburg kabul karachi kiev kyiv lagos lahore lima lisbon liverpool london lyon madrid manchester manila marseille melbourne miami milan
	minsk montreal moscow mumbai munich nairobi naples oslo ottawa paris philadelphia prague pyongyang riga rome rotterdam santiago sarajevo seoul shanghai sofia stockholm
	stuttgart sydney taipei tallinn tbilisi tehran tokyo toronto tripoli tunis turin vancouver venice vienna vilnius warsaw washington wellington yerevan zagreb zurich`)

// plurals is the set of words with and without an s.
func plurals(words string) lexicon {
	return set(words + " " + strings.Join(strings.Fields(words), "s ") + "s")
}
