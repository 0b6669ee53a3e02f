package auth

import (
	"context"
	"strings"
	"testing"

	"stet/server/factcheck"
)

func TestPasswordPolicy(t *testing.T) {
	refused := map[string]string{
		"too short":                 "elevenchars",
		"empty":                     "",
		"too long":                  strings.Repeat("long ", 201),
		"the name again and again":  "rosarosarosa",
		"the name and a year":       "Rosa-2024-2025",
		"one letter":                "aaaaaaaaaaaaaaa",
		"a common word, dressed up": "Password12345!",
		"a common sentence":         "CorrectHorseBatteryStaple",
		"the row of digits":         "123456789012",
		"bytes that are no text":    "caf\xe9 caf\xe9 caf\xe9",
	}
	for name, password := range refused {
		t.Run(name, func(t *testing.T) {
			err := checkPolicy("rosa", password)
			if factcheck.CodeOf(err) != factcheck.Invalid {
				t.Errorf("%q gives %v", password, err)
			}
		})
	}
	for _, password := range []string{"rosa reads proofs", "七个汉字加上五个字也行啊", "7351-2290-1147-88", strings.Repeat("long ", 200)} {
		if err := checkPolicy("rosa", password); err != nil {
			t.Errorf("%q: %v", password, err)
		}
	}
}

func TestAPasswordTypedOnAnotherKeyboardIsTheSame(t *testing.T) {
	hash, err := HashPassword(t.Context(), "rosa", "un café, s'il vous plaît")
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]bool{
		"un café, s'il vous plaît":             true,
		"un cafe\u0301, s'il vous plai\u0302t": true,
		"un cafe, s'il vous plait":             false,
		"":                                     false,
		strings.Repeat("long ", 1000):          false,
	}
	for password, want := range cases {
		if same, err := Matches(t.Context(), password, hash); err != nil || same != want {
			t.Errorf("%q: %t, %v", password, same, err)
		}
	}
}

func TestNobodyHasTheEmptyHash(t *testing.T) {
	if same, err := Matches(t.Context(), password, ""); same || err != nil {
		t.Errorf("got %t, %v", same, err)
	}
}

func TestAStormOfSignInsWaitsInLine(t *testing.T) {
	for range cap(hashing) {
		hashing <- struct{}{}
	}
	defer func() {
		for range cap(hashing) {
			<-hashing
		}
	}()
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := Matches(gone, password, ""); factcheck.CodeOf(err) != factcheck.Unavailable {
		t.Errorf("with every turn taken: %v", err)
	}
}
