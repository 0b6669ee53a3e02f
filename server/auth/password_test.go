package auth

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

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
		if same, err := Matches(t.Context(), "", password, hash); err != nil || same != want {
			t.Errorf("%q: %t, %v", password, same, err)
		}
	}
}

func TestNobodyHasTheEmptyHash(t *testing.T) {
	if same, err := Matches(t.Context(), "", password, ""); same || err != nil {
		t.Errorf("got %t, %v", same, err)
	}
}

func TestAStormOfSignInsWaitsInLine(t *testing.T) {
	defer hashing.Narrow(0)()
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := Matches(gone, "", password, ""); factcheck.CodeOf(err) != factcheck.Unavailable {
		t.Errorf("with every turn taken: %v", err)
	}
}

// TestWhoSignsInWaitsForNoStorm has a network try so many passwords that they wait in line, before two people come: one from elsewhere, and
// one from the same network, who was signed in from there before.
func TestWhoSignsInWaitsForNoStorm(t *testing.T) {
	f := newFixture(t)
	f.add("imre")
	if _, err := f.tryFrom("192.0.2.1:1000", "rosa", password); err != nil {
		t.Fatal(err)
	}
	const tries = 40
	widen := hashing.Narrow(0)
	type ended struct {
		who  string
		code factcheck.Code
	}
	ends := make(chan ended, tries+2)
	come := func(who, address, name, password string) {
		waiting, _ := hashing.Waiting(nil)
		go func() {
			_, err := f.tryFrom(address, name, password)
			ends <- ended{who, factcheck.CodeOf(err)}
		}()
		for now := waiting; now == waiting; now, _ = hashing.Waiting(nil) {
			runtime.Gosched()
		}
	}
	for i := range tries {
		come("storm", "192.0.2.1:1000", fmt.Sprint("nobody", i), "wrong wrong wrong")
	}
	come("elsewhere", "192.0.2.2:1000", "imre", password)
	come("known", "192.0.2.1:1000", "rosa", password)
	widen()
	behind := map[string]int{}
	for i := range tries + 2 {
		e := <-ends
		behind[e.who] = i
		if e.who != "storm" && e.code != "" {
			t.Errorf("who comes from %s is answered %s", e.who, e.code)
		}
	}
	if behind["elsewhere"] > 8 || behind["known"] > 8 {
		t.Errorf("of a storm of %d, %d are answered before who comes from elsewhere, and %d before who is known there", tries, behind["elsewhere"], behind["known"])
	}
}

func TestCommonPasswordsAreRefused(t *testing.T) {
	for _, common := range []string{"password1234", "Password123!", "P@ssw0rd1234", "qwerty123456", "letmein12345", "iloveyou2023", "football1234", "dragondragon",
		"sunshine2024", "michael12345", "jennifer1990", "superman1234", "december2024", "zxcvbnmasdfgh", "abcdefghijklmnop", "Summer2024!!", "trustno1trustno1", "stetreviewer1", "factcheckadmin", "newsroomeditor", "adanovak-editor1",
		"1qaz2wsx3edc4rfv", "1q2w3e4r5t6y7u8i", "a1b2c3d4e5f6", "9i8u7y6t5r4e", "openopenopen0", "schalke04schalke04", "Contraseña123", "wachtwoord12", "!!woaini520131", "onetwothreefour"} {
		if err := checkPolicy("adanovak", common); factcheck.CodeOf(err) != factcheck.Invalid {
			t.Errorf("%q is taken", common)
		}
	}
}

func TestTheDemonstrationsPasswordsArePasswords(t *testing.T) {
	for _, password := range []string{"stet-rosa-demo", "stet-imre-demo", "stet-chidi-demo", "stet-ada-demo", "stet-vera-demo"} {
		if err := checkPolicy("", password); err != nil {
			t.Errorf("%s: %v", password, err)
		}
	}
}

// FuzzPolicy begins with those that take the estimate longest.
func FuzzPolicy(f *testing.F) {
	for _, seed := range []string{"4@8({[<369&#!1/|0$", strings.Repeat("4@8({[<369&#!1/|0$5+7%2", 3), strings.Repeat("1", 64), strings.Repeat("abcdefgh", 9), "\xff\xfe", "七个汉字加上五个字也行啊"} {
		f.Add("rosa", seed)
	}
	f.Fuzz(func(t *testing.T, name, password string) {
		err := checkPolicy(name, password)
		if length := utf8.RuneCountInString(password); err == nil && (length < minPasswordLength || len(password) > maxPasswordBytes) {
			t.Errorf("%q is taken", password)
		}
	})
}
