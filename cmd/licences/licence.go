package main

import "strings"

// fit lists the licences under which a module may be part of Stet, each with words of its own that no other has. The first whose
// words are there counts.
var fit = []struct {
	name  string
	words []string
}{
	{"Apache-2.0", []string{"apache license version 2.0"}},
	{"Apache-2.0", []string{"under the apache license, version 2.0"}},
	{"MPL-2.0", []string{"mozilla public license version 2.0"}},
	{"MIT", []string{"permission is hereby granted, free of charge, to any person obtaining a copy"}},
	{"ISC", []string{"permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"}},
	{"BSD-3-Clause", []string{"redistribution and use in source and binary forms", "endorse or promote products"}},
	{"BSD-2-Clause", []string{"redistribution and use in source and binary forms", "retain the above copyright notice"}},
	{"public domain", []string{"the author disclaims copyright to this source code"}},
	{"public domain", []string{"dedicated", "to the public domain"}},
}

// unfit are words of licences that ask of the whole program what Stet's own does not, or forbid some use of it. Where they stand,
// nothing else in the file counts.
var unfit = []string{
	"gnu general public license", "gnu lesser general public license", "gnu affero general public license", "server side public license",
	"business source license", "commons clause", "elastic license", "for non-commercial", "for noncommercial", "prosperity public license",
}

// secondary is where the Mozilla Public License names those that it may be exchanged for.
const secondary = "means either the gnu general public license, version 2.0, the gnu lesser general public license, version 2.1, the gnu affero general public license, version 3.0"

// licenceOf names the licence that a text is; "" where it is none of the fit.
func licenceOf(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	if containsAny(strings.ReplaceAll(text, secondary, ""), unfit) {
		return ""
	}
	for _, licence := range fit {
		if containsAll(text, licence.words) {
			return licence.name
		}
	}
	return ""
}

// isLicence tells from its name whether a file holds a licence of code, which a logo is not.
func isLicence(file string) bool {
	stem, ending, _ := strings.Cut(strings.ToLower(file), ".")
	if ending == "go" || strings.HasSuffix(stem, "-logo") {
		return false
	}
	for _, name := range []string{"license", "licence", "copying", "unlicense"} {
		if stem == name || strings.HasPrefix(stem, name+"-") || strings.HasPrefix(stem, name+"_") {
			return true
		}
	}
	return false
}

func containsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
