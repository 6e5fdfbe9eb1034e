package dates

// figureRows need no words of a language.
var figureRows = []row{
	{name: "iso-day", kind: calendarDate, pattern: "ISO", example: "It was signed 2021-03-04.", want: "2021-03-04"},
	{name: "slash-day", kind: calendarDate, pattern: "SLASHDATE", example: "Posted 3/25/2019 by the clerk.", want: "2019-03-25"},
	{name: "dot-day", kind: calendarDate, pattern: "DOTDATE", example: "Posted 25.3.2019 by the clerk.", want: "2019-03-25"},
	{name: "year", kind: calendarDate, pattern: "YEAR", example: "The mill burnt down in 1887.", want: "1887"},
	{name: "year-span", kind: calendarDate, pattern: "YEAR DASH|/ TWO", trait: spanOfYears, pair: true, example: "The season of 1919-20 was lost.", want: "1919 1920"},
	{name: "years-span", kind: calendarDate, pattern: "YEAR DASH YEAR", trait: spanOfYears, pair: true, example: "The war of 1914-1918 was lost.", want: "1914 1918"},
}
