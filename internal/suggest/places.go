package suggest

import "strings"

// isPlaceName tells whether a name is a country, a capital or a part of the world
// that most readers know.
func isPlaceName(name string) bool { return placeNames[strings.ToLower(name)] }

var placeNames = func() map[string]bool {
	m := make(map[string]bool)
	for name := range strings.SplitSeq(placeTable, ",") {
		m[strings.Join(strings.Fields(name), " ")] = true
	}
	return m
}()

// placeTable lists countries, territories, continents, seas, capitals and the states
// of large federations, in lower case.
const placeTable = `afghanistan, albania, algeria, andorra, angola, antigua and barbuda, argentina, armenia, australia,
	austria, azerbaijan, bahamas, bahrain, bangladesh, barbados, belarus, belgium, belize, benin, bhutan, bolivia,
	bosnia, bosnia and herzegovina, botswana, brazil, brunei, bulgaria, burkina faso, burundi, cambodia, cameroon,
	canada, cape verde, central african republic, chad, chile, china, colombia, comoros, congo, costa rica, croatia,
	cuba, cyprus, czech republic, czechia, czechoslovakia, denmark, djibouti, dominica, dominican republic,
	east timor, ecuador, egypt, el salvador, equatorial guinea, eritrea, estonia, eswatini, ethiopia, fiji, finland,
	france, gabon, gambia, georgia, germany, ghana, greece, grenada, guatemala, guinea, guinea-bissau, guyana, haiti,
	honduras, hungary, iceland, india, indonesia, iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan,
	jordan, kazakhstan, kenya, kiribati, kosovo, kuwait, kyrgyzstan, laos, latvia, lebanon, lesotho, liberia, libya,
	liechtenstein, lithuania, luxembourg, macedonia, madagascar, malawi, malaysia, maldives, mali, malta,
	marshall islands, mauritania, mauritius, mexico, micronesia, moldova, monaco, mongolia, montenegro, morocco,
	mozambique, myanmar, burma, namibia, nauru, nepal, netherlands, new zealand, nicaragua, niger, nigeria,
	north korea, north macedonia, northern ireland, norway, oman, pakistan, palau, palestine, panama,
	papua new guinea, paraguay, peru, philippines, poland, portugal, qatar, romania, russia, rwanda, saint lucia,
	samoa, san marino, saudi arabia, scotland, senegal, serbia, seychelles, sierra leone, singapore, slovakia,
	slovenia, solomon islands, somalia, somaliland, south africa, south korea, south sudan, soviet union, spain,
	sri lanka, sudan, suriname, swaziland, sweden, switzerland, syria, taiwan, tajikistan, tanzania, thailand, togo,
	tonga, trinidad and tobago, tunisia, turkey, türkiye, turkmenistan, tuvalu, uganda, ukraine,
	united arab emirates, uae, united kingdom, uk, u.k., england, wales, britain, great britain, united states,
	us, u.s., usa, u.s.a., america, ussr, uruguay, uzbekistan, vanuatu, vatican, venezuela, vietnam, yemen,
	yugoslavia, zambia, zimbabwe, korea, hong kong, macau, tibet, xinjiang, kashmir, greenland, puerto rico, guam,
	bermuda, gibraltar, crimea, gaza, west bank, transnistria, abkhazia, chechnya, catalonia, bavaria, siberia,
	africa, antarctica, asia, europe, eurasia, oceania, north america, south america, latin america,
	central america, central asia, south asia, southeast asia, northeast asia, east asia, middle east, far east,
	western europe, eastern europe, central europe, north africa, west africa, east africa, southern africa,
	caribbean, balkans, caucasus, scandinavia, arctic, pacific, atlantic, mediterranean, baltic, indo-pacific,
	asia-pacific, kabul, tirana, algiers, luanda, buenos aires, yerevan, canberra, vienna, baku, manama, dhaka,
	minsk, brussels, thimphu, la paz, sarajevo, gaborone, brasilia, brasília, sofia, ouagadougou, phnom penh,
	yaounde, ottawa, n'djamena, santiago, beijing, bogota, bogotá, kinshasa, brazzaville, zagreb, havana, nicosia,
	prague, copenhagen, santo domingo, quito, cairo, san salvador, asmara, tallinn, addis ababa, helsinki, paris,
	libreville, tbilisi, berlin, accra, athens, guatemala city, conakry, port-au-prince, tegucigalpa, budapest,
	reykjavik, reykjavík, new delhi, delhi, jakarta, tehran, baghdad, dublin, jerusalem, tel aviv, rome, kingston,
	tokyo, amman, astana, nairobi, pristina, kuwait city, bishkek, vientiane, riga, beirut, monrovia, tripoli, vilnius,
	antananarivo, kuala lumpur, bamako, valletta, mexico city, chisinau, ulaanbaatar, podgorica, rabat, maputo,
	naypyidaw, rangoon, yangon, windhoek, kathmandu, amsterdam, the hague, hague, wellington, managua, niamey, abuja, lagos,
	pyongyang, skopje, oslo, muscat, islamabad, karachi, lahore, ramallah, panama city, asuncion, lima, manila,
	warsaw, lisbon, doha, bucharest, moscow, kigali, riyadh, dakar, belgrade, freetown, bratislava, ljubljana,
	mogadishu, pretoria, johannesburg, cape town, seoul, juba, madrid, barcelona, colombo, khartoum, stockholm,
	bern, geneva, zurich, damascus, aleppo, taipei, dushanbe, dar es salaam, bangkok, lome, tunis, ankara, istanbul,
	ashgabat, kampala, kiev, kyiv, abu dhabi, dubai, london, edinburgh, cardiff, belfast, washington,
	washington, montevideo, tashkent, caracas, hanoi, sanaa, aden, lusaka, harare, mumbai, bombay, kolkata, calcutta,
	chennai, madras, bangalore, shanghai, osaka, sydney, melbourne, toronto, montreal, vancouver, new york,
	new york city, los angeles, chicago, san francisco, boston, philadelphia, houston, dallas, miami, atlanta,
	seattle, detroit, las vegas, rio de janeiro, são paulo, sao paulo, st. petersburg, milan, naples, munich,
	frankfurt, hamburg, marseille, lyon, manchester, liverpool, birmingham, glasgow, alabama, alaska, arizona,
	arkansas, california, colorado, connecticut, delaware, florida, hawaii, idaho, illinois, indiana, iowa, kansas,
	kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana,
	nebraska, nevada, new hampshire, new jersey, new mexico, north carolina, north dakota, ohio, oklahoma, oregon,
	pennsylvania, rhode island, south carolina, south dakota, tennessee, texas, utah, vermont, virginia,
	west virginia, wisconsin, wyoming, alberta, british columbia, manitoba, new brunswick, newfoundland,
	nova scotia, ontario, quebec, québec, saskatchewan, new south wales, queensland, victoria, tasmania,
	western australia, south australia, punjab, kerala, tamil nadu, gujarat, rajasthan, bihar, uttar pradesh,
	maharashtra, west bengal, sindh, balochistan, zanzibar, darfur, kurdistan, donbas, guangdong, sichuan, manchuria`
