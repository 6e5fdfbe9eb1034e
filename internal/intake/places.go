package intake

import "strings"

// places are names that stand behind an author's name in a byline. Countries, and
// capitals and other cities that papers are dated from; a byline's last part that is
// not among them is taken for another author, and nothing is lost either way.
var places = words(`
	afghanistan; albania; algeria; angola; argentina; armenia; australia; austria; azerbaijan; bahrain; bangladesh; belarus; belgium; belize; benin; bhutan; bolivia;
	bosnia and herzegovina; botswana; brazil; brunei; bulgaria; burkina faso; burundi; cambodia; cameroon; canada; chad; chile; china; colombia; congo; costa rica; croatia; cuba; cyprus;
	czech republic; czechia; denmark; ecuador; egypt; el salvador; england; eritrea; estonia; eswatini; ethiopia; fiji; finland; france; gabon; gambia; germany; ghana; great britain; greece; greenland;
	guatemala; guinea; guyana; haiti; honduras; hong kong; hungary; iceland; india; indonesia; iran; iraq; ireland; israel; italy; ivory coast; jamaica; japan; jordan; kazakhstan; kenya; kosovo; kuwait;
	kyrgyzstan; laos; latvia; lebanon; lesotho; liberia; libya; liechtenstein; lithuania; luxembourg; madagascar; malawi; malaysia; maldives; mali; malta; mauritania; mauritius; mexico; moldova; monaco; mongolia;
	montenegro; morocco; mozambique; myanmar; namibia; nepal; netherlands; the netherlands; new zealand; nicaragua; niger; nigeria; north korea; north macedonia; northern ireland; norway; oman; pakistan; palestine; panama;
	papua new guinea; paraguay; peru; philippines; the philippines; poland; portugal; qatar; romania; russia; rwanda; saudi arabia; scotland; senegal; serbia; sierra leone; singapore; slovakia; slovenia; somalia; south africa;
	south korea; south sudan; spain; sri lanka; sudan; suriname; sweden; switzerland; syria; taiwan; tajikistan; tanzania; thailand; togo; trinidad and tobago; tunisia; turkey; türkiye; turkmenistan; uganda; ukraine;
	united arab emirates; united kingdom; uk; united states; usa; us; u.s.; uruguay; uzbekistan; venezuela; vietnam; wales; yemen; zambia; zimbabwe;
	amsterdam; ankara; athens; baghdad; bangkok; beijing; beirut; belgrade; berlin; bern; bombay; boston; brussels; bucharest; budapest; buenos aires; cairo; calcutta; cape town; chennai; chicago; colombo; copenhagen; damascus;
	delhi; dhaka; dublin; edinburgh; frankfurt; geneva; glasgow; hamburg; hanoi; havana; helsinki; islamabad; istanbul; jakarta; jerusalem; johannesburg; kabul; karachi; kathmandu; kiev; kolkata; kyiv; lagos; lahore; lisbon;
	london; los angeles; madrid; manila; melbourne; mexico city; milan; montreal; moscow; mumbai; munich; nairobi; new delhi; new york; oslo; ottawa; paris; prague; pyongyang; reykjavik; riga; rome; san francisco; santiago; sarajevo;
	seoul; shanghai; sofia; st. petersburg; stockholm; sydney; tallinn; tbilisi; tehran; tel aviv; tokyo; toronto; vienna; vilnius; vladivostok; warsaw; washington; washington, d.c.; yerevan; zagreb; zurich; zürich;
	deutschland; österreich; schweiz; frankreich; italien; spanien; russland; wien; köln; españa; italia; suisse; belgique`)

func isPlace(s string) bool { return places[strings.ToLower(strings.Trim(s, " .()"))] }
