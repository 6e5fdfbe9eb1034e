package intake

// givenNames are common given names, in Latin letters. One letter exchanged with its
// neighbour in such a name, before another name, is reported as an odd spelling even
// where the document never spells it otherwise.
var givenNames = words(`
	aaron; abdul; abdullah; abigail; abraham; adam; adrian; agnes; ahmad; ahmed; aidan; alan; albert; alejandro; aleksandr; aleksey; aleksei; alessandro; alex; alexander; alexandra; alexei; alexey; alfred; ali; alice; alison; amanda; amelia; amir; amy; ana; anastasia; anatoly; anders; andre; andrea; andreas; andrei; andrew; andrey; angela; angelo; anita; anna; anne; annette; anthony; antoine; anton; antonio; antony; arkady; arnold; arthur; ashley; astrid; august; aung;
	barack; barbara; barry; beatrice; benjamin; bernard; bernie; bertrand; bettina; bill; birgit; bob; boris; brandon; brenda; brian; bridget; bruce; bruno; camille; carl; carla; carlos; carmen; carol; caroline; catherine; cecilia; charles; charlotte; chris; christian; christina; christine; christopher; claire; clara; claude; claudia; colin; connor; constantin; cornelia; craig; cynthia; cyril;
	dagmar; daniel; daniela; daniil; david; deborah; denis; dennis; derek; diana; diego; dieter; dimitri; dmitri; dmitry; dominic; dominique; donald; donna; dorothy; douglas; duncan; edgar; edith; eduard; eduardo; edward; edwin; eileen; ekaterina; eleanor; elena; elisabeth; elizabeth; ellen; emanuel; emil; emily; emma; emmanuel; enrico; enrique; eric; erich; erik; ernest; ernst; esther; eugene; eugen; eva; evelyn; evgeny;
	fatima; felix; ferdinand; fernando; fidel; fiona; florian; frances; francesco; francis; francisco; franco; francois; frank; franz; frederick; friedrich; fyodor; gabriel; galina; gareth; gary; gavin; gennady; geoffrey; george; georges; gerald; gerhard; gertrude; gilbert; giorgio; giovanni; giulia; giuseppe; gordon; graham; greg; gregory; greta; guillermo; gunther; gustav; guy;
	hannah; hannes; hans; harold; harriet; harry; hassan; heather; hector; heidi; heinrich; heinz; helen; helena; helga; helmut; henri; henrik; henry; herbert; herman; hermann; hilary; hillary; horst; howard; hubert; hugh; hugo; ian; ibrahim; ignacio; igor; ilya; ingrid; irene; irina; isaac; isabel; isabella; ivan; ivanka; jack; jackie; jacob; jacques; jakob; james; jamie; jan; jane; janet; jared; jason; javier; jean; jeffrey; jennifer; jeremy; jerome; jessica; joachim; joan; joanna; joe; joel; johan; johann; johannes; john; jonathan; jorge; jose; josef; joseph; joshua; juan; judith; julia; julian; julie; julius; jurgen; justin;
	karen; karin; karl; kate; katharina; katherine; kathleen; keith; kenneth; kerstin; kevin; khaled; kirill; klaus; konrad; konstantin; kristina; kurt; lars; laura; laurence; lawrence; lech; leo; leon; leonard; leonardo; leonid; leopold; leslie; lewis; lilian; linda; lisa; lloyd; lorenzo; louis; louise; luca; lucas; lucia; lucy; ludmila; ludwig; luis; luisa; lukas; lyudmila; madeleine; magnus; mahmoud; maksim; malcolm; manfred; manuel; marc; marcel; marco; marcos; marcus; margaret; maria; marie; marina; mario; marion; mark; markus; martha; martin; martina; mary; matthew; matthias; maurice; max; maxim; maximilian; mehmet; melanie; michael; michel; michelle; miguel; mikhail; mohamed; mohammad; mohammed; monica; monika; muhammad; mustafa;
	nadia; nancy; naomi; narendra; natalia; nathalie; nathan; neil; nelson; nicholas; nicolas; nicole; niels; nigel; nikita; nikolai; nikolay; nikolaus; nina; noah; norbert; norman; oleg; olga; oliver; olivia; olivier; omar; oscar; oskar; otto; pablo; pamela; patricia; patrick; paul; paula; pauline; pavel; pedro; penelope; peter; petra; philip; philipp; philippe; pierre; piotr; rachel; rafael; rainer; raisa; ralph; ramon; raymond; rebecca; recep; reinhard; renate; rene; ricardo; richard; rita; robert; roberto; robin; rodrigo; roger; roland; rolf; roman; ronald; rosa; rosemary; rudolf; rupert; russell; ruslan; ruth; ryan;
	salvador; samuel; sandra; sara; sarah; saskia; sebastian; serge; sergei; sergey; sergio; shinzo; sigmund; silvia; silvio; simon; simone; sofia; sophia; sophie; stanislav; stefan; stefanie; stephanie; stephen; steven; stuart; sunita; susan; susanne; suzanne; svetlana; sylvia; tamara; tatiana; tatyana; terence; teresa; thatcher; theodor; theodore; theresa; thomas; timothy; tobias; tony; ulrich; ursula; vadim; valentin; valentina; valeria; valery; vanessa; veronica; veronika; victor; victoria; viktor; vincent; vincenzo; virginia; vitaly; vladimir; vladislav; volodymyr; vyacheslav; walter; wendy; werner; wilhelm; william; willy; winston; wolfgang; xavier; yasmin; yevgeny; yulia; yuri; yury; yusuf; yves; zoltan`)

// exchanged returns the given name that w becomes when two neighbouring letters
// are exchanged, "" if there is none or w is a given name itself.
func exchanged(w string) string {
	if givenNames[w] || len(w) < 5 {
		return ""
	}
	b := []byte(w)
	for i := 0; i+1 < len(b); i++ {
		b[i], b[i+1] = b[i+1], b[i]
		if givenNames[string(b)] {
			return string(b)
		}
		b[i], b[i+1] = b[i+1], b[i]
	}
	return ""
}
