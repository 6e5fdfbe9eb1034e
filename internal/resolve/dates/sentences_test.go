package dates

import (
	"strings"
	"testing"

	"dossier/internal/edtf"
)

// sentences are read as news of Friday 28 July 2023. want lists the words found and
// their values; traps have none.
var sentences = []struct{ text, want string }{
	// Weekdays: the last one, unless the words point forward.
	{"The mayor resigned on Tuesday.", "Tuesday=2023-07-25"},
	{"The mayor resigned Friday.", "Friday=2023-07-28"},
	{"The mayor will resign on Tuesday.", "Tuesday=2023-08-01"},
	{"On Tuesday, the mayor will resign.", "Tuesday=2023-08-01"},
	{"The bridge is to reopen Thursday.", "Thursday=2023-08-03"},
	{"The bridge is expected to be reopened by Thursday.", "Thursday=2023-08-03"},
	{"Officials said Thursday that the bridge will reopen.", "Thursday=2023-07-27"},
	{"Officials said the bridge would reopen Monday.", "Monday=2023-07-31"},
	{"The strike, which began Monday, has closed the port.", "Monday=2023-07-24"},
	{"Talks are scheduled for Wednesday.", "Wednesday=2023-08-02"},
	{"Talks were scheduled for Wednesday.", "Wednesday=2023-07-26"},
	{"Last Wednesday the talks failed.", "Last Wednesday=2023-07-26"},
	{"The talks resume next Wednesday.", "next Wednesday=2023-08-02"},
	{"The talks failed late Thursday.", "late Thursday=2023-07-27"},
	{"The talks failed on Thursday night.", "Thursday night=2023-07-27TNI"},
	{"The talks failed early Friday morning.", "early Friday morning=2023-07-28TMO"},
	{"At 9 a.m. Tuesday the doors opened.", "9 a.m. Tuesday=2023-07-25T09:00"},
	{"The doors opened on Tuesday at 9:30 p.m. local time.", "Tuesday at 9:30 p.m.=2023-07-25T21:30"},
	{"Doors open at noon on Saturday, and the band will play until midnight.", "noon on Saturday=2023-07-29T12:00|midnight=2023-07-29T00:00"},
	{"The dividend is payable Monday.", "Monday=2023-07-31"},
	{"Voters have until Sunday to register.", "Sunday=2023-07-30"},
	// Days told from the article's date.
	{"The court heard the case yesterday.", "yesterday=2023-07-27"},
	{"Yesterday evening the lights failed.", "Yesterday evening=2023-07-27TEV"},
	{"The lights failed last night.", "last night=2023-07-27TNI"},
	{"Tomorrow the ferry sails.", "Tomorrow=2023-07-29"},
	{"The king arrived this morning and leaves tonight.", "this morning=2023-07-28TMO|tonight=2023-07-28TNI"},
	{"The day before yesterday it rained.", "The day before yesterday=2023-07-26"},
	// Months and days without a year: the nearest.
	{"The vote was held on June 4.", "June 4=2023-06-04"},
	{"The vote was held on 4 December.", "4 December=2022-12-04"},
	{"The vote will be held on 4 December.", "4 December=2023-12-04"},
	{"The fair runs from August 30 to September 3.", "August 30=2023-08-30|September 3=2023-09-03"},
	{"The fair ran from December 28 to January 3.", "December 28=2022-12-28|January 3=2023-01-03"},
	{"The mine closed in November.", "November=2022-11"},
	{"The mine will close in November.", "November=2023-11"},
	{"The mine closes in early November.", "early November=2023-11"},
	{"The law took effect in January, and by March it had failed.", "January=2023-01|March=2023-03"},
	{"The March meeting was postponed.", "March=2023-03"},
	{"It was the wettest May on record.", ""},
	{"It rained in May.", "May=2023-05"},
	{"The Dec. 12 hearing was postponed.", "Dec. 12=2022-12-12"},
	{"They met on Sept. 1st and again on the 3rd.", "Sept. 1st=2022-09-01|the 3rd=2022-09-03"},
	{"The next vote is in November, and the hearing is on Monday.", "November=2023-11|Monday=2023-07-31"},
	{"He married in March 1840. On 5 May he left.", "March 1840=1840-03|5 May=1840-05-05"},
	// Full dates.
	{"She was born on 3 May 1921 in Ostrava.", "3 May 1921=1921-05-03"},
	{"She was born on the 3rd of May, 1921.", "the 3rd of May, 1921=1921-05-03"},
	{"She was born on May 3rd, 1921.", "May 3rd, 1921=1921-05-03"},
	{"She was born on Tuesday, 3 May 1921.", "Tuesday, 3 May 1921=1921-05-03"},
	{"Signed 2021-03-04 at noon.", "2021-03-04 at noon=2021-03-04T12:00"},
	{"The fair of 5–9 May 1951 drew crowds.", "5=1951-05-05|9 May 1951=1951-05-09"},
	{"The fair of May 5 and 6, 1951 drew crowds.", "May 5=1951-05-05|6, 1951=1951-05-06"},
	{"The fair was on 5 or 6 May 1951.", "5=1951-05-05|6 May 1951=1951-05-06"},
	{"Between March and June 1951 it was shut.", "March=1951-03|June 1951=1951-06"},
	{"It was shut from 1951 to 1953.", "1951=1951|1953=1953"},
	{"It was shut in 1951/52.", "1951=1951|52=1952"},
	{"The year 1816 had no summer.", "The year 1816=1816"},
	{"By the end of 1951 it was shut.", "the end of 1951=1951"},
	{"The mid-1951 census was lost.", "mid-1951=1951"},
	{"His 2019 novel won the prize.", "2019=2019"},
	{"It opened c. 1905.", "c. 1905=1905"},
	{"Built around 1650, it burnt down in '98.", "around 1650=1650|'98=1998"},
	// Units told from the article's date.
	{"Prices rose last week.", "last week=2023-W29"},
	{"Prices will rise next week.", "next week=2023-W31"},
	{"Prices rose this month.", "this month=2023-07"},
	{"Prices rose earlier this year.", "earlier this year=2023"},
	{"The talks failed last year in May.", "last year in May=2022-05"},
	{"The talks failed in May last year.", "May last year=2022-05"},
	{"Elections are due in April of next year.", "April of next year=2024-04"},
	{"The school closed last summer.", "last summer=2022-SU"},
	{"The school opens this autumn.", "this autumn=2023-FA"},
	{"The school closed in the spring.", "the spring=2023-SP"},
	{"It snowed last winter.", "last winter=2022-WI"},
	{"It rained over the weekend.", "the weekend=2023-W29-WE"},
	{"It will rain at the weekend.", "the weekend=2023-W30-WE"},
	{"It rained last weekend.", "last weekend=2023-W29-WE"},
	{"Profit fell in the first quarter.", "the first quarter=2023-Q1"},
	{"Profit fell in the fourth quarter.", "the fourth quarter=2022-Q4"},
	{"Profit fell in the second quarter of 2019.", "the second quarter of 2019=2019-Q2"},
	{"Second-quarter profit fell.", "Second-quarter=2023-Q2"},
	{"Profit fell in Q3 2019 and in the first half of 2020.", "Q3 2019=2019-Q3|the first half of 2020=2020-H1"},
	{"Profit was higher last quarter.", "last quarter=2023-Q2"},
	// Counts.
	{"The mill closed two years ago.", "two years ago=2021"},
	{"The mill closed three weeks ago.", "three weeks ago=2023-W27"},
	{"The mill closed 10 days ago.", "10 days ago=2023-07-18"},
	{"The mill closed a month ago.", "a month ago=2023-06"},
	{"The mill closed nearly a decade ago.", "nearly a decade ago=2013"},
	{"The mill closed years ago.", "years ago=PAST_REF"},
	{"The mill reopens in two weeks' time.", "in two weeks' time=2023-W32"},
	{"It opened on 3 May 1921 and closed four days later.", "3 May 1921=1921-05-03|four days later=1921-05-07"},
	{"It opened on 3 May 1921 and closed the next day.", "3 May 1921=1921-05-03|the next day=1921-05-04"},
	{"It opened on 3 May 1921 and closed the same month.", "3 May 1921=1921-05-03|the same month=1921-05"},
	{"It opened in 1921 and closed the following year.", "1921=1921|the following year=1922"},
	{"It opened in 1921 and closed two years later.", "1921=1921|two years later=1923"},
	{"The ship left three days later than planned.", "three days=P3D"},
	{"It was built by hand; 170 years later, in 1896, it burnt.", "170 years later=1896|1896=1896"},
	{"She left in 2004. In 2010, in May, she came back.", "2004=2004|2010=2010|May=2010-05"},
	// Durations and sets.
	{"The strike lasted for three weeks.", "three weeks=P3W"},
	{"The 36-hour strike ended.", "36-hour=PT36H"},
	{"The strike lasted more than two years.", "more than two years=P2Y"},
	{"The strike lasted two and a half months.", "two and a half months=P2.5M"},
	{"The strike lasted several days.", "several days=PXD"},
	{"The strike went on for months.", "months=PXM"},
	{"Rents rose over the past 12 months.", "the past 12 months=P12M"},
	{"Rents will rise over the next few years.", "the next few years=PXY"},
	{"Rents rose for half a century.", "half a century=P50Y"},
	{"He was held for between three and five days.", "three=P3D|five days=P5D"},
	{"She walked for twenty-five minutes.", "twenty-five minutes=PT25M"},
	{"A 17-year-old girl won.", "17-year-old=P17Y"},
	{"The ferry sails twice a week.", "twice a week=P1W"},
	{"The ferry sails every Tuesday.", "every Tuesday=XXXX-WXX-2"},
	{"The ferry sails on Sundays.", "Sundays=XXXX-WXX-7"},
	{"It kills 400 people a year.", "a year=P1Y"},
	{"The daily ferry is late.", "daily=P1D"},
	// Open times.
	{"The mill is now a school.", "now=PRESENT_REF"},
	{"Rents have risen in recent years.", "recent years=PAST_REF"},
	{"The mill recently reopened.", "recently=PAST_REF"},
	{"Rents will fall in the near future.", "the near future=FUTURE_REF"},
	// Decades, centuries, years before Christ.
	{"The trams came in the 1930s.", "the 1930s=193"},
	{"The trams came in the late 1930s.", "the late 1930s=193"},
	{"The trams came in the twenties.", "the twenties=192"},
	{"The church is a 12th-century ruin.", "12th-century=11"},
	{"The church dates from the late twelfth century.", "the late twelfth century=11"},
	{"The wall dates from the 5th century BC.", "the 5th century BC=BC04"},
	{"The city fell in 146 BC.", "146 BC=BC0146"},
	{"The war lasted from 264 to 241 BC.", "264=BC0264|241 BC=BC0241"},
	{"The fort was built in AD 71.", "AD 71=0071"},
	// Feasts.
	{"The bridge fell at Christmas 1921.", "Christmas 1921=1921-12-25"},
	{"The bridge fell on New Year's Day.", "New Year's Day=2023-01-01"},
	{"The bridge fell on Easter Monday 1916.", "Easter Monday 1916=1916-04-24"},
	// What is so in any year.
	{"It is hottest in July.", "July=XXXX-07"},
	{"The river is often dry in summer.", "summer=XXXX-SU"},

	// Finance, and the words of newspapers.
	{"Sales rose to 3 crowns, from 2 crowns a year earlier.", "a year earlier=2022"},
	{"Sales rose in the quarter ended June 30.", "June 30=2023-06-30"},
	{"Sales rose in the first quarter, from the same quarter last year.", "the first quarter=2023-Q1|the same quarter last year=2022-Q1"},
	{"Sales rose in the three months ended March 31.", "three months=P3M|March 31=2023-03-31"},
	{"The fund may pay by year end.", "year end=2023-12"},
	{"The fair runs June 30-July 4.", "June 30=2023-06-30|July 4=2023-07-04"},
	{"The fair runs Jan. 1 through March 31, 2024.", "Jan. 1=2024-01-01|March 31, 2024=2024-03-31"},
	{"The following Monday the talks began.", "The following Monday=2023-07-31"},
	{"He fled on 3 May 1921; the following Monday he was caught.", "3 May 1921=1921-05-03|the following Monday=1921-05-09"},
	{"The Sept. 11 attacks changed the law.", "Sept. 11=2001-09-11"},
	{"The law changed on Sept. 11.", "Sept. 11=2022-09-11"},
	{"The shop is open Monday to Friday.", "Monday=XXXX-WXX-1|Friday=XXXX-WXX-5"},
	{"It rained earlier Thursday.", "earlier Thursday=2023-07-27"},
	{"It will rain early next week.", "early next week=2023-W31"},
	{"It rained late last year.", "late last year=2022"},
	{"The ban was lifted days after the fire.", "days=PXD"},

	// Traps: no dates.
	{"The label 4AD signed them for the Late Night Hour.", ""},
	{"The Herald Weekly was sold on Black Friday.", ""},
	{"She was moved to the 9th by 20th Century Pictures.", ""},
	{"Temperatures stayed in the 80s.", ""},
	{"She is in her 80s.", ""},
	{"The shop is open 24/7, and it is a 9-to-5 job.", ""},
	{"He drove on Route 66 in a Peugeot 1007.", ""},
	{"The bomber reaches 2000 km/h.", ""},
	{"The Tu-160 and the A-2000 are aircraft.", ""},
	{"See https://example.org/2019/05/12/report and www.example.org/1999.", ""},
	{"Write to desk2019@example.org or see files/2019/05.html.", ""},
	{"It cost $1999, then €2000, then 1,999 crowns.", ""},
	{"Only 1900 soldiers came back.", ""},
	{"The hall seats 1850 people.", ""},
	{"It may rain, and they may go.", ""},
	{"May I come in?", ""},
	{"Theresa May spoke to April Jones and June Carter.", ""},
	{"They march on the capital; the march was long.", ""},
	{"The March of the Guards was played.", ""},
	{"August Strindberg wrote it.", ""},
	{"She sat in the sun.", ""},
	{"He came second, and the second man fell.", ""},
	{"The last minute counts.", ""},
	{"Version 2.0.19 and model 1984-X are out.", ""},
	{"Resolution 1441 and Article 1905 apply.", ""},
	{"See page 1815 and pp. 1914.", ""},
	{"Flight 1549 landed in room 2020.", ""},
	{"The score was 21-17.", ""},
	{"Call 555 1234 or 1 800 2000.", ""},
	{"The ISBN is 978-3-16-148410-0.", ""},
	{"The spring of the clock broke, and the fall of the house began.", ""},
	{"Prices fall and spring back.", ""},
	{"The Arab Spring and the Prague Spring failed.", ""},
	{"He wore a winter coat to summer camp.", ""},
	{"Three quarters of the town burnt.", ""},
	{"It weighs 1500 kg and is 1600 mm wide.", ""},
	{"The 100 men and 12 women left.", ""},
	{"The Sunday Times reported it.", ""},
	{"Good old Mr. Friday was there.", ""},
	{"The sixth floor of the building burnt.", ""},
	{"It happened in 404 cases.", ""},
	{"He scored in the 90th minute.", ""},
	{"The temperature was 1800°C.", ""},
	{"About 15% of 2000 households replied.", ""},
	{"The night shift and the morning star.", ""},
	{"The new century club opened its doors.", ""},
	{"A decade counter counts to ten.", ""},
	{"John 3:16 is well known.", ""},
	{"He can march; Mar is a river, and Jan is a name.", ""},
	{"The ship Sat Sun sank.", ""},
	{"The century-old record fell.", "century-old=P100Y"},
	{"The first quarter of the pie was gone.", ""},
	{"2001: A Space Odyssey was on.", "2001=2001"},
}

func TestSentences(t *testing.T) {
	ref := edtf.MustParse("2023-07-28")
	traps := 0
	for _, c := range sentences {
		readings, _ := Find([]Block{{Text: c.text}}, Options{Reference: ref, Mode: News})
		var got []string
		for _, r := range readings {
			got = append(got, r.Surface+"="+r.Value)
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q\n got  %s\n want %s", c.text, g, c.want)
		}
		if c.want == "" {
			traps++
		}
	}
	if len(sentences) < 150 || traps < 40 {
		t.Errorf("%d sentences, %d of them traps", len(sentences), traps)
	}
}
