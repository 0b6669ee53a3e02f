package page

import "strings"

// programs and systems are looked for in what a browser says of itself, in this order: most name others too.
var (
	programs = [][2]string{{"Edg/", "Edge"}, {"EdgA/", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"}, {"Vivaldi/", "Vivaldi"},
		{"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}}
	systems = [][2]string{{"iPhone", "an iPhone"}, {"iPad", "an iPad"}, {"Android", "Android"}, {"CrOS", "ChromeOS"}, {"Windows", "Windows"},
		{"Macintosh", "a Mac"}, {"Linux", "Linux"}, {"BSD", "BSD"}}
)

// clientWords names the program that a session was begun with: "Firefox on Linux". The name is the program's own word.
func clientWords(userAgent string) string {
	program, system := firstOf(programs, userAgent), firstOf(systems, userAgent)
	switch {
	case program != "" && system != "":
		return program + " on " + system
	case program != "":
		return program
	}
	name, _, _ := strings.Cut(userAgent, "/")
	if name = strings.Join(strings.Fields(name), " "); name == "" {
		return "an unnamed program"
	}
	return string([]rune(name)[:min(40, len([]rune(name)))])
}

func firstOf(table [][2]string, text string) string {
	for _, entry := range table {
		if strings.Contains(text, entry[0]) {
			return entry[1]
		}
	}
	return ""
}
