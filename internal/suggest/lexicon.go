package suggest

import "strings"

// class says what is known of a word without looking at the corpus. A word can be in
// several classes.
type class uint64

const (
	function     class = 1 << iota // no part of a name at a sentence's start: the, however
	closed                         // never part of a name, unless as a joiner in lower case: the, with, his
	joiner                         // may stand inside a name: of, de, bin
	particle                       // tied to a name by a hyphen or apostrophe: al-, d'
	abbreviation                   // keeps its dot
	title                          // an office or form of address before a name
	office                         // a title with a field behind "of": Minister of Harbours
	noble                          // a title with a place behind "of" that is part of the name: Duke of Kent
	crowned                        // a title that is part of the name: Queen Maud
	beginsNames                    // a title that is also the first word of bodies and places: General, Prince
	modifier                       // stands before a title: prime, deputy
	calendar                       // day, month, feast
	demonym                        // people or adjective of a country
	common                         // acronym or word in capitals that names nothing: TV, GDP
	company                        // the end of a company's name: Ltd, Inc
	currency                       // stands before an amount without a space: Rs500
	unit                           // of measure: with digits before it, no name
	companyEnd                     // nothing of a company's name stands behind it
	ownable                        // "X's Y" is one name: St. Mary's Hospital
	standsAlone                    // a head that is a name without more words: Senate
	compound                       // second half of an adjective that begins with a name: based, led
	season                         // a name only together with other words: Prague Spring
	suffix                         // Jr, III: the end of a person's name
	takesOf                        // "X of Y" is one name: Ministry, Bank
	takesFor                       // "X for Y" and "X on Y" are one name: Institute, Commission
	plural                         // its possessive is part of a name: People's, Children's
	direction                      // north, upper, new: the beginning of a place name
	given                          // a frequent given name
	surname                        // a head that is a frequent last name too: Hill, Church
	familyFirst                    // a family name that stands first: Kim, Li
	numbered                       // a number behind it is part of the name: Route 66
	speech                         // said, told: a person or body before it
	headPlace
	headOrganisation
	headState
	headMedia
	headEvent
	headDocument
	headInfra
	headWeapon
)

const heads = headPlace | headOrganisation | headState | headMedia | headEvent | headDocument | headInfra | headWeapon

func (c class) has(other class) bool { return c&other != 0 }

func classOf(folded string) class { return lexicon[folded] }

// lexicon is made once from the rows of wordTable and never changed.
var lexicon = func() map[string]class {
	m := make(map[string]class)
	for _, row := range wordTable {
		for _, w := range strings.Fields(row.words) {
			m[w] |= row.class
		}
	}
	return m
}()

// wordTable holds facts of the language and of the world, a row a class. Words are
// in lower case.
var wordTable = []struct {
	class class
	words string
}{
	{function, `a an the this that these those some any each every either neither no none both all most many much few
		several other others another such same own half i you he she it we they me him her us them my your his its our
		their mine yours hers ours theirs myself himself herself itself ourselves themselves who whom whose which what
		when where why how whether while if unless until till because since although though even as than then so thus
		hence therefore however nevertheless nonetheless moreover furthermore meanwhile otherwise instead besides also
		too again still yet already soon later now today tomorrow yesterday once twice first second third last next
		previously recently currently finally eventually initially originally formerly perhaps maybe
		indeed certainly clearly apparently reportedly allegedly according depending despite notwithstanding regarding
		concerning considering including following during before after above below under over between among amid
		against about around across along through throughout within without into onto upon on in at by for from of off
		to toward towards up down out with near beside beyond behind via per and or but nor not only just almost
		nearly quite rather very there here be is are was were been being am do does did done doing have has had having
		can could will would shall should may might must let like unlike one two three four five six seven eight nine
		ten eleven twelve dozens hundreds thousands millions yes well please ever never always often sometimes usually
		generally anyone everyone someone nobody nothing something everything anything whoever whatever whenever
		wherever as-is don't doesn't didn't isn't aren't wasn't weren't won't can't couldn't wouldn't shouldn't hasn't haven't hadn't it's
		that's there's he's she's they're we're you're i'm i've we've they've let's what's who's additionally
		similarly likewise consequently accordingly overall elsewhere afterwards afterward thereafter ago based given
		asked born known called named made founded built located situated established together apart aside
		 more less least fewer enough plus minus part parts people men women whereas whereby
		photo photograph image picture figure table source sources note notes see read listen watch click email
		emphasis added editor's chapter section page pages volume copyright share okay ok alright hello hi hey oh
		ah thanks thank sorry wow hmm huh yeah yep nope sure welcome dear`},
	{closed, `a an the this that these those some any each every either neither no none both you he she it we they me him
		them my your his its our their who whom whose which what when where why how whether while if unless until till
		because since although though even as than then so thus hence therefore however in on at by for from of off to
		toward towards with and or but nor is are was were been being do does did has have had having can could would
		should shall must there here not i`},
	{joiner, `of for and & de del della dell di da do dos das du des la le les los las el al van von der den het zu zur zum bin ibn
		bint abu ben the y e und et on upon`},
	{particle, `al el ul ad an ar as ash at az d l o dell dall`},
	{abbreviation, `mr mrs ms dr prof st ste gen sen rep gov lt col sgt capt cmdr cpl maj adm rev hon pres jr sr inc ltd
		co corp bros no nos vol vs etc mt ft jan feb mar apr jun jul aug sep sept oct nov dec approx dept est fig pp ed
		eds al messrs mme mlle fr ave blvd rd`},
	{title, `mr mrs ms miss mister dr doctor prof professor president vice-president minister premier chancellor
		secretary secretary-general undersecretary under-secretary-general ambassador envoy consul senator
		congressman congresswoman representative deputy governor lieutenant-governor mayor alderman councillor
		councilman speaker chairman chairwoman chairperson chair chief director director-general commissioner judge
		justice magistrate prosecutor attorney lawyer barrister general colonel major captain lieutenant sergeant
		corporal private admiral commodore commander marshal brigadier king queen prince princess duke duchess earl
		countess baron baroness viscount lord lady sir dame emperor empress tsar czar sultan sultana emir sheikh
		sheik shah pope cardinal archbishop bishop reverend father sister brother pastor rabbi imam ayatollah mullah
		maulana grandmaster gen sen rep gov lt col sgt capt cmdr cpl maj adm rev hon pres mme madame monsieur
		mademoiselle herr frau señor señora doña coach manager spokesman spokeswoman spokesperson officer
		treasurer superintendent inspector detective constable sheriff coordinator rapporteur comrade leader
		taoiseach kaiser king's auditor comptroller provost rector warden boss analyst economist activist
		journalist author writer singer actor actress producer guitarist drummer founder co-founder
		ex-president ex-minister ceo cfo coo md mp mep msp pm vp mpp coroner count engineer fr baronet bt vicar apostolic mufti patriarch viceroy
		obe mbe cbe cmg kbe phd rajah raja maharaja caliph doge tsarina infante infanta regent
		alhaji alhaja hajia haji hajj malam mallam oba engr barr datuk datin dato dato' tun tan-sri shri smt
		pandit swami begum maulvi hafiz sayyid khun ato pr mzee lt-gen maj-gen brig-gen brig lt-col dsp ssp igp
		dgp asp aig cp dcp ig cm mla tengku ustaz kyai sr bro msgr monsignor mgr archduke vizier`},
	{office, `minister secretary undersecretary commissioner director`},
	{noble, `duke duchess earl countess marquess viscount baroness`},
	{crowned, `king queen prince princess emperor empress pope lord lady sheikh sheik sultan raja maharaja tsar
		regent caliph shah`},
	{beginsNames, `general major private king queen prince princess father lady lord sister director chief duke count
		marshal captain corporal representative chair speaker secretary manager officer leader premier boss
		producer writer author engineer`},
	{companyEnd, `inc ltd plc llc gmbh`},
	{ownable, `college hospital school church cathedral university hall club day point`},
	{standsAlone, `senate congress parliament duma knesset bundestag politburo holocaust treasury jordan marines`},
	{compound, `based born led backed made style era owned funded held controlled occupied bound trained run speaking
		brokered sponsored like wide linked educated`},
	{season, `christmas easter spring summer autumn winter fall`},
	{modifier, `prime foreign defence defense interior finance deputy vice acting chief first attorney major lieutenant
		brigadier crown grand supreme home trade energy justice economy education health labour labor transport
		agriculture environment information culture associate assistant senior junior executive managing general
		former ex late then special permanent under state national federal field rear fleet air petty warrant staff
		master solicitor external internal affairs police security army navy opposition party honorary right
		hon honourable honorable his her excellency highness majesty royal holiness great second third house majority minority
		co press presidential parliamentary premier provincial regional city district county`},
	{calendar, `monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
		saturdays sundays mon tue tues wed thu thur thurs fri sat january february march april may june july august
		september october november december jan feb mar apr jun jul aug sep sept oct nov dec ad bc bce ce gmt utc est edt pst pdt cet bst a.m p.m am pm`},
	{demonym, `afghan albanian algerian american andorran angolan argentine argentinian armenian australian austrian
		azerbaijani azeri bahamian bahraini bangladeshi barbadian belarusian belgian belizean beninese bhutanese
		bolivian bosnian botswanan brazilian british bruneian bulgarian burmese burundian cambodian cameroonian
		canadian chadian chilean chinese colombian comorian congolese croatian croat cuban cypriot czech danish
		djiboutian dominican dutch ecuadorian egyptian emirati english eritrean estonian ethiopian fijian filipino
		finnish french gabonese gambian georgian german ghanaian greek grenadian guatemalan guinean guyanese haitian
		honduran hungarian icelandic indian indonesian iranian iraqi irish israeli italian ivorian jamaican japanese
		jordanian kazakh kazakhstani kenyan kosovar kurdish kuwaiti kyrgyz lao laotian latvian lebanese liberian
		libyan lithuanian luxembourgish macedonian malagasy malawian malaysian maldivian malian maltese mauritanian
		mauritian mexican moldovan mongolian montenegrin moroccan mozambican namibian nepalese nepali nicaraguan
		nigerian nigerien norwegian omani pakistani palestinian panamanian papuan paraguayan peruvian polish
		portuguese qatari romanian russian rwandan salvadoran samoan saudi scottish scots senegalese serbian serb
		seychellois singaporean slovak slovakian slovene slovenian somali somalian spanish sudanese surinamese swazi
		swedish swiss syrian taiwanese tajik tanzanian thai tibetan togolese tongan tunisian turkish turkmen ugandan
		ukrainian uruguayan uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean african asian european
		eurasian latin arab arabic persian soviet western eastern northern southern jewish muslim islamic christian
		catholic protestant hindu buddhist sikh sunni shia shiite orthodox anglican roman roma hispanic
		latino caucasian catalan basque flemish bavarian prussian ottoman byzantine californian texan londoner
		parisian sicilian siberian chechen tatar uyghur uighur hebrew mandarin cantonese
		afro-american african-american anglo-american sino-russian north-korean south-korean korean
		baltic balkan nordic scandinavian slavic celtic mediterranean caribbean
		afghans albanians algerians americans angolans argentines armenians australians austrians bangladeshis
		belgians bolivians bosnians brazilians britons bulgarians cambodians canadians chileans colombians croats
		croatians cubans cypriots czechs danes egyptians estonians ethiopians europeans filipinos finns georgians
		germans ghanaians greeks haitians hungarians indians indonesians iranians iraqis israelis italians jamaicans
		jordanians kazakhs kenyans koreans kurds kuwaitis latvians libyans lithuanians macedonians malaysians
		mexicans mongolians moroccans nigerians norwegians pakistanis palestinians panamanians peruvians poles
		romanians russians rwandans saudis serbs serbians slovaks slovenes somalis spaniards swedes syrians
		tanzanians thais tibetans tunisians turks ugandans ukrainians uruguayans uzbeks venezuelans yemenis zambians
		zimbabweans africans asians arabs jews muslims christians catholics protestants hindus buddhists sikhs
		sunnis shiites tatars chechens uyghurs uighurs romans dane swede finn turk spaniard briton kurd jew
		frenchman frenchmen englishman englishmen irishman dutchman`},
	{title, `presidents ministers senators generals princes princesses kings queens judges justices professors doctors
		messrs governors mayors ambassadors chancellors premiers commissioners colonels captains bishops drs profs gens
		sens reps`},
	{currency, `rs sh shs ksh ush tsh rm rp re ngn kes zar usd sgd hkd inr pkr aud nzd cad jpy cny eur gbp n k s p gh ghs
		hk nt sfr ar kr dkk sek nok`},
	{common, `tv rs sh shs ksh ush tsh rm rp ngn kes zar sgd hkd inr pkr aud nzd cad jpy cny am fm pm dvd cd vhs ceo cfo coo gdp gnp hiv aids dna rna usd eur gbp id ok ad bc bce ce gmt utc est edt
		pst iq pc pcs it hr pr vip ngo ngos ufo faq pdf url www http https html isbn issn rpm mph kmh km kg mm cm gps
		ipo mvp mba phd ba bsc msc llb jd md mp mps pow pows sos lp ep lps eps r&b dj djs vcr suv suvs atm atms
		icbm icbms wmd ied ieds covid-19 covid sars hd lcd led usb ram cpu i ii iii iv v vi vii viii ix x xi xii
		xiii xiv xv xvi xvii xviii xix xx sms mms rbi era qb nos vs mc ac dc rip xxx s.o.s c.e.o ph.d m.d b.a m.a
		internet earth moon sun god lord bible web net a.d d.c b.c t.c o.b.e m.b.a a.k.a n.b l.p s.a a.m p.m u.s.c i.e e.g`},
	{company, `ltd limited inc plc llc corp corporation gmbh pty`},
	{unit, `gb mb kb tb ghz mhz khz hz km kg mm cm kw mw gw kwh mph kmh am pm m k bn mn tn g w v th st nd rd s ft sq`},
	{suffix, `jr sr ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi`},
	{plural, `people children women men workers veterans writers teachers lawyers farmers students citizens mother
		mothers father fathers king queen prince boys girls ladies driver drivers player players fishermen officers physicians
		nurses master masters traveller travellers reader readers viewers voters human`},
	{direction, `north south east west northern southern eastern western central upper lower new old greater inner outer
		northeast northwest southeast southwest north-east north-west south-east south-west great little san santa
		saint st sri los las el la fort port mount cape lake isle`},
	{surname, `hill hills church park parks law lake field fields woods bush forest rivers banks moor house dale castle
		hall king cook day beach pike pool green bank gates tower towers power mills case post bell temple page chapel
		gardens north west east south street shore mount brook marsh bond press bridge bridges order fleet battle
		wing guard mountain valley stone winter summer may march`},
	{familyFirst, `kim lee park choi jung jeong kang cho yoon yun jang chang lim im han shin seo kwon hwang ahn moon roh
		ri pak li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie
		tang feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao fu xi
		mao nguyen nguyễn tran trần le lê pham phạm hoang hoàng phan vu vũ vo võ dang đặng bui bùi do đỗ ho hồ ngo ngô
		duong dương ly lý truong trương abe orbán`},
	{numbered, `route highway interstate road flight formula channel radio squadron division brigade regiment battalion
		area apollo soyuz boeing airbus article resolution league unit pier terminal camp line platform room studio
		pavilion windows playstation nintendo falcon reactor`},
	{speech, `said says told added asked tells wrote writes warned argued insisted claimed admitted explained
		noted replied recalled stressed declared commented vowed urged denied believes thinks joked testified tweeted`},
	{takesOf, `ministry department bank university house council republic kingdom gulf sea strait straits bay isle isles
		battle treaty church court board bureau institute federation union league association organisation organization
		party front army academy museum office cape port province state city college school society centre center
		chamber commonwealth community conference congress convention faculty fund guild hall knights library movement
		national order palace parliament region siege temple tower town war wars act bill declaration
		charter confederation coalition committee commission command corps administration agency authority
		alliance assembly archbishopric diocese archdiocese borough county district duchy principality emirate empire
		sultanate voice radio statue cathedral basilica castle fall coast horn rock mount mountains hills river lake
		valley peak forest garden gardens conservatory brotherhood daughters sons friends doctors
		medecins médecins hospital company foundation festival feast games cup confederacy states nations
		secretariat directorate division service services tomb people's islands`},
	{takesFor, `ministry department centre center institute council committee association society foundation campaign
		agency office fund movement organisation organization commission board bank conference coalition alliance
		bureau directorate authority network partnership programme program initiative summit secretariat trust
		treaty convention agreement act party rapporteur academy laboratory forum taskforce observatory`},
	{headPlace, `sea ocean river lake lakes island islands isle isles mountain mountains mount mt bay gulf strait straits
		peninsula province region district county city republic kingdom valley desert coast cape hill hills village
		town territory territories oblast krai prefecture governorate township borough parish municipality emirate
		archipelago basin plateau plain plains glacier volcano peak canyon creek falls springs beach heights forest
		jungle square quarter strip enclave border states state empire delta lagoon reef atoll shore point park gardens
		woods estate suburb neighborhood neighbourhood downs moor fjord steppe rapids harbor harbour highlands sound channel
		pass ridge field fields`},
	{headOrganisation, `university college institute institution bank company corporation corp inc ltd limited llc plc gmbh
		ag group union party association federation league foundation society club school schools hospital clinic church
		organisation organization front movement alliance network centre center academy council board committee team
		airlines airways airline motors industries holdings records entertainment studios studio fund trust museum
		orchestra philharmonic symphony choir band united rovers wanderers athletic fc afc cf sc brothers sons partners
		associates laboratories laboratory labs press publishing publishers publications pictures films productions
		theatre theater opera ballet ensemble quartet hotel brigade brigades militia guerrillas
		insurance financial capital securities investments oil petroleum gas steel mining electric energy power
		pharmaceuticals chemical chemicals systems technologies technology software electronics computers computer
		telecom telecommunications communications international worldwide enterprises services service stores store
		foods brewery breweries coalition caucus congregation diocese archdiocese cathedral monastery abbey seminary
		consortium cooperative guild chamber confederation fellowship brotherhood order lodge army-corps
		library archives archive gallery zoo observatory conservatory faculty tigers lions bears eagles giants
		mortgage bancorp exchange co bros unit force squad regiment battalion division corps fleet squadron wing infantry
		cavalry guards workers charity campaign project initiative programme program think-tank forum-group`},
	{headState, `ministry department agency parliament senate court government administration commission congress army navy
		police bureau secretariat office assembly duma knesset bundestag treasury authority directorate inspectorate
		legislature cabinet presidency embassy consulate tribunal judiciary forces force command guard marines
		council-of-ministers politburo house commons lords service customs registry constabulary headquarters`},
	{headMedia, `times post news television tv radio magazine journal gazette herald tribune daily weekly observer
		telegraph review channel newspaper broadcasting chronicle guardian mirror express mail standard courier
		bulletin agency newswire digest network fm am today globe independent inquirer examiner sentinel dispatch`},
	{headEvent, `war wars battle summit forum olympics cup conference revolution election elections championship
		championships festival games crisis uprising massacre siege operation expo awards award prize tournament
		genocide holocaust intifada rebellion revolt mutiny campaign offensive symposium fair parade marathon open
		grand-prix prix derby league-cup series day week convention riots famine earthquake hurricane typhoon cyclone
		tsunami trial trials talks`},
	{headDocument, `treaty agreement declaration act charter convention protocol accord accords constitution resolution
		pact memorandum bill law code report plan doctrine manifesto amendment covenant directive decree edict
		testament gospel communiqué communique`},
	{headInfra, `railway railways railroad pipeline canal port airport bridge dam road highway corridor station tunnel
		street avenue terminal line route expressway motorway boulevard lane drive stadium arena airfield base
		building tower palace castle fort plaza mall reservoir lighthouse barracks prison jail hall auditorium
		monument cemetery ground harbour interchange metro subway freeway junction dock docks wharf pier crossing
		reactor plant refinery observatory house gate`},
	{headWeapon, `missile missiles tank rifle bomber submarine torpedo howitzer gun bomb warhead frigate destroyer
		carrier drone helicopter fighter launcher pistol`},
	{given, `aaron abdel abdelaziz abdoulaye abdul abdulaziz abdullah abdullahi abel abigail abraham abu achim ada adam
		ádám adama adel aditya adnan adrian adriana agnes agneta agnieszka agustin ahmad ahmed aicha aiko aino aisha
		ajay åke akhil akihito akira akram alain alan alassane alastair albert alberto alejandra alejandro aleksander
		aleksandr aleksandra aleksei aleksey alex alexander alexandre alexandros alexei alexey alexis alfonso alfred
		alfredo ali alice alicia allen alok amadou amalia amanda amber amin amina aminata amir amit amos amy anand
		anastasia anatole anatoly anders andrás andré andrea andreas andrei andres andrew andrey andrzej angel ángel
		angela anil anita anjali anke ann anna annalena anne anneli annie anthony antoine anton antonia antonio
		antonis anwar arjun arkady arnaud artem arthur arturo arun arvind åsa asha ashley ashok ashraf asif astrid
		attila audrey augusto aung austin axel ayesha aziz barbara barry bashar bashir beata beatrice beatriz ben
		benazir bengt benjamin berit bernard bernd bernie bertha beth betty beverly bilal bilawal bill billy birgit
		birgitta björn blessing bo bob bobby bodo bogdan bohdan bohumil bola boris börje brad bradley brandon branko
		brenda brett brian brigitte brittany bronisław bruce bruno bryan camila camille carina carl carla carlos
		carmen carol caroline carolyn catalina catherine cécile cecilia cesar chantal charles charlotte cheryl chidi
		chinua chloe chris christa christian christina christine christoph christophe christopher chukwu claire clara
		clare claude claudia claudio clive colin connor constantin corazon costas craig cristian cristiano cristina
		curtis cynthia cyril cyrus dag daisuke damien dan daniel daniela danielle danny danuta daria darren dave
		david deborah debra declan deepak denis denise dennis derek desmond dev diana diane didier diego dieter dilma
		dimitris dinesh dirk dmitri dmitriy dmitry dolores dominic dominique don donald donna doris dorothy doug
		douglas dragan dumitru duncan dylan eberhard eddie edith edmund eduardo edward edwin eero eileen einar eino
		eirik ekaterina eleanor elena élisabeth elizabeth elke ella ellen elliot elsa emeka emiko emilio emily emma
		emmanuel emre enrique erdem eric éric erich erik erika erna ernest ernesto ernst esteban esther ethan eugene
		eva evan evelyn evgeny evo ewa fabien fabio fabrice faisal farid farouk fatima fatou fawzi felipe felix femi
		ferdinand ferenc fernando fidel fiona florence frances francesco francisca francisco franck françois frank
		franz franziska fred frédéric fredrik friedrich fritz frode fumio gábor gabriel gabriela galina ganesh gareth
		gary gaston gavin gemma gennady geoff geoffrey georg george georges georgia georgios georgy gerald gérard
		gerardo gerhard ghassan gheorghe gilbert gilberto gilles giorgi giorgos giovanni gisela giuseppe gleb gloria
		gonzalo goodluck gopal goran gordon grace graciela graham grant greg gregory greta grigory gro grzegorz
		guadalupe gudrun guillaume guillermo gunnar günther gurbanguly gustav gustavo guy györgy habib haidar hákon
		halvard hamid hamza hannah hanne hannelore hannu hans hany harald harish harold harry haruki hasan hassan
		heather hector heidi heikki heiko heinrich heinz helen hélène helga helle helmut hendrik henri henrik henry
		hernán hervé heydar hideki hilary hilde hina hiroko hiroshi hisham horacio horst hosni howard hubert hugh
		hugo hussein ian ibrahim ibrahima ichiro ifeanyi ignacio igor ilham ilkka ilse ilya imelda imran indira indra
		inés inge inger ingrid ioannis ionuț iqbal irene irina iris isaac isabel isabella isabelle islam issa istván
		ivan ivana ivy jaakko jacek jack jacob jacqueline jacques jacqui jaime jake jakob jalal jamal james jamie jan
		jane janet janice jános jari jarosław jaroslav jasmine jason javed javier jawad jay jaya jean jeanne jeff
		jeffrey jelena jennifer jenny jens jeremy jérôme jerry jerzy jesper jesse jessica jessie jill jim jiří jo
		joachim joan joaquin joaquín joe joel johan johann john johnny joko jomo jonas jonathan jordan jörg jorge
		jose josé josef joseph josephine josh joshua jovan joyce józef józsef jørgen juan juana judith judy juha
		jukka julia julie julien juliet julio junichiro jürgen jussi justin jyoti kaarina kamal kamala kapil kåre
		kareem karel karen kari karim karin karl károly kasim kassym katalin kate katherine kathleen kathryn katie
		katrin kavita kay kayla kazimierz kazuo keiko keith kelly ken kenji kenneth kenzo kevin khadija khaled khalid
		kim kimberly kimmo kiran kirill kirsten kirsty kjell klaus knut kofi koichi konrad konstantin konstantinos
		kostas krishna kristin krzysztof ksenia kumar kurt kwame kwesi kyle kyriakos ladislav laila lakshmi lalit
		lance larisa larry lars lászló laura lauren laurent lauri lawrence layla leah lech lee leela leif leila lena
		leon leonid leslie leszek lev levon lewis liam lily lincoln linda lisa liv liz ljubomir lloyd logan lola
		lorenzo lori lothar louis louise luc lucas lucia lucía lucien lucy ludmila ludwig luigi luis luiz lukas luke
		lula lutz lydia lynn lyudmila mabel maciej madhav madison maggie magne magnus małgorzata mahathir mahesh
		mahmoud majid makoto malcolm malik mamadou manfred manish manmohan manoj mansour manuel marc marcel marcelo
		marco marcos marcus marek margaret margarita margaux margot margrethe maria marian mariana mariano marie
		marija mariko marilyn marina marine mario marion marjorie mark markku marko markus martha martin martina
		martti marvin marwan mary masako masoud mateusz mathieu matt matthew matthias matti mauri maurice mauricio
		max maxim maxime maya meena megan megawati mehdi mehmet mel melissa mervyn mette mia michael michaela michel
		michelle michiko mick mieczysław miguel mihai mihály mike mikhail mikheil mikko miklós milan miles milica
		milorad miloš miriam miroslav mitchell mogens mohamad mohamed mohammad mohammed mohan molly momčilo monica
		morgan moritz morten moses moussa moustafa muammar mubarak muhammad mukesh mukhtar muriel musa mustafa mykola
		nabil nadezhda nadia nadir najib nancy naoko naomi naoto narendra naresh naser nasser natalia natalie
		nathalie nathan nathaniel nawaz nebojša ned neha neil nenad ngozi nicholas nick nicolae nicolas nicolás
		nicole niels nigel nikhil nikita nikol nikola nikolai nikos nils nina nisha nitin nnamdi noah noor norbert
		noriko norma norman nursultan octavio oksana ola olaf ole oleg oleksandr oleksiy olga oliver olivia olivier
		olli olusegun omar omer ondřej osama oscar oskar osman osvaldo otto ousmane owen paavo pablo pål paloma
		pamela panagiotis pankaj paolo park pascal patrice patricia patrick patty paul paula paulina pauline paulo
		pavel pedro peer pekka pelle penny per percy perry pete peter péter petr petra petro petteri phil philip
		philippe phoebe pierre piers piet pilar piotr piyush polly pooja poul pradeep prakash pramod prashant prayut
		predrag priya pyotr qasim quentin rachel rachid radovan rafał rafael rafiq raghu ragnhild rahim rahul raila
		rainer raj rajesh rajiv rajnath rakesh ralf ralph ram ramesh rami ramon ramón ramzan randy ranjit rashid
		rasmus ratko raul ravi ray raymond rebecca recep reginald reinhard rekha renata renate rené rex reza rhys
		ricardo richard rick risto rita roar rob robert roberto robin rodney rodolfo rodrigo rogelio roger rohit rolf
		roman ron ronald rory rosa rose rosemary ross roy rubén ruby rüdiger rune rupert ruslan russ russell ruth
		ryan ryota ryszard saad sabine sachin saeed said sakura salah saleem saleh sally salman salome salvador sam
		samantha sami samir samuel sandeep sándor sandra sani sanjay sanna santiago sara sarah sarita sascha satish
		satoshi sauli sławomir sayed scott sean sebastian sébastien seema ségolène sekou selim seppo serena serge
		sergei sergey sergio sergiy serhiy serzh seth shahid shane shankar sharif sharon shashi shaun sheila shigeru
		shinzo shirley shoichi shyam siddharth sidney siegfried sigmar sigrid silke silvia silvio simon sipho siv
		slobodan slobodanka smriti snežana sofia soledad solène somchai sonia sophia sophie spyros søren stanisław
		stanislav stanley stavros stefan stein stella sten stepan stephan stéphane stephanie stephen steve steven
		stewart stig stuart subhash sudha sue sulaiman suleiman sunil sunita suresh susan susanne sushma susie
		suzanne svein sven svetlana sylvia sylvie tadeusz tage tahir takeshi talal tamás tapio taras tariq tarja taro
		tatenda tatiana tatsuya tayyip ted tendai teodoro teresa terje terry tessa thabo thaksin themba theo theodor
		theodore theresa thierry thilo thomas thor thorbjørn tim timo timothy timur tina toby todd tom tomás tomáš
		tomasz tomoko tony tor tore torsten tracy traian trent trevor trond trygve tunde tuomas tyler uday uhuru ulf
		ulrich uma una urho ursula ute uwe václav vadim väinö valentin valentina valerie valérie valery vasile vasily
		vera vernon veronica verónica véronique viacheslav vicente victor victoria vidkun vijay vikram viktor
		viktória vilhelm vincent vinod viola virginia vitaly vivek vivian vladimir vladislav vojislav volker
		volodymyr vuk vyacheslav wael walid walter walther wanda wayne wendell wendy werner wiesław wilfred wilhelm
		willem william willie winston wisława włodzimierz wojciech wolf wolfgang xavier ximena yanis yannis yaroslav
		yasmin yasser yasuo yaw yegor yelena yevgeny yingluck yngve yogi yoko yolanda yoshihiko yousef youssef yoweri
		øystein yuki yukio yulia yuri yusuf yves yvonne zachary zahra zaid zainab zanele zbigniew zdeněk zdzisław
		željko zhanna ziad zoe zoltán zoran zsolt zygmunt`},
}
