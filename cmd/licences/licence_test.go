package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestALicenceIsKnownByItsWords(t *testing.T) {
	for text, want := range map[string]string{
		"MIT License\n\nPermission is hereby granted, free of\ncharge, to any person obtaining a copy of this software":                                                                                                                                       "MIT",
		"                                 Apache License\n                           Version 2.0, January 2004":                                                                                                                                               "Apache-2.0",
		"Redistribution and use in source and binary forms, with or without\nmodification ... Neither the name of X may be used to endorse or promote products":                                                                                               "BSD-3-Clause",
		"Mozilla Public License Version 2.0\n\n\"Secondary License\" means either the GNU General Public License, Version 2.0, the GNU Lesser General Public License, Version 2.1, the GNU Affero General Public License, Version 3.0, or any later versions": "MPL-2.0",
		"GNU GENERAL PUBLIC LICENSE\nVersion 3": "",
		"Permission is hereby granted, free of charge, to any person obtaining a copy, under the Commons Clause": "",
		"All rights reserved.": "",
	} {
		if got := licenceOf(text); got != want {
			t.Errorf("%.40q is taken for %q, and is %q", text, got, want)
		}
	}
}

func TestAModuleWithoutAFitLicenceIsNamed(t *testing.T) {
	folder := t.TempDir()
	if _, err := licencesIn(folder); err == nil {
		t.Error("one without a licence is taken")
	}
	for name, text := range map[string]string{"LICENSE": "Apache License Version 2.0", "licence.go": "package x"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if names, err := licencesIn(folder); err != nil || !slices.Equal(names, []string{"Apache-2.0"}) {
		t.Errorf("one under Apache's is taken for %v, %v", names, err)
	}
	if err := os.WriteFile(filepath.Join(folder, "COPYING.LESSER"), []byte("GNU Lesser General Public License"), 0o600); err != nil {
		t.Fatal(err)
	}
	if names, err := licencesIn(folder); err == nil {
		t.Errorf("one that is under the LGPL too is taken as %v", names)
	}
}
