package auth

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
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
	defer narrow(0)()
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := Matches(gone, password, ""); factcheck.CodeOf(err) != factcheck.Unavailable {
		t.Errorf("with every turn taken: %v", err)
	}
}

// narrow has either line give so few turns until widen is called.
func narrow(to int) (widen func()) {
	widenKnown, widenStrangers := hashingKnown.Narrow(to), hashingStrangers.Narrow(to)
	return func() {
		widenKnown()
		widenStrangers()
	}
}

// waiting says how many wait for their turn in both lines.
func waiting() int {
	inKnown, _ := hashingKnown.Waiting(nil)
	inStrangers, _ := hashingStrangers.Waiting(nil)
	return inKnown + inStrangers
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
	widen := narrow(0)
	type ended struct {
		who  string
		code factcheck.Code
	}
	ends := make(chan ended, tries+2)
	come := func(who, address, name, password string) {
		before := waiting()
		go func() {
			_, err := f.tryFrom(address, name, password)
			ends <- ended{who, factcheck.CodeOf(err)}
		}()
		for waiting() == before {
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

// held is people whose passwords are compared only when they are let: those who have the usual one.
type held struct {
	*fixture
	comparing atomic.Int32
	let       chan struct{}
	ends      chan error
	begun     int
}

func hold(f *fixture) *held {
	h := &held{fixture: f, let: make(chan struct{}), ends: make(chan error, 1000)}
	before := compare
	f.t.Cleanup(func() { compare = before })
	compare = func(typed, hash string) (bool, error) {
		if typed == password {
			h.comparing.Add(1)
			<-h.let
			h.comparing.Add(-1)
			return true, nil
		}
		return before(typed, hash)
	}
	return h
}

// come has somebody begin to sign in, and goes on when they are compared, wait in line or were answered.
func (h *held) come(address, name string) {
	go func() {
		_, err := h.tryFrom(address, name, password)
		h.ends <- err
	}()
	h.begun++
	for !h.allHaveCome() {
		runtime.Gosched()
	}
}

// allHaveCome looks at the last first, so that nobody who goes on meanwhile is counted twice.
func (h *held) allHaveCome() bool {
	come := len(h.ends)
	come += int(h.comparing.Load())
	come += waiting()
	return come == h.begun
}

// letOne lets one be compared, and goes on when they have signed in.
func (h *held) letOne() {
	h.let <- struct{}{}
	for in := false; !in; h.begun-- {
		err := <-h.ends
		if in = err == nil; !in && factcheck.CodeOf(err) != factcheck.RateLimited {
			h.t.Fatal(err)
		}
	}
}

// letAll lets everybody be compared who is there, and gives how many were answered with each code.
func (h *held) letAll() map[factcheck.Code]int {
	close(h.let)
	answered := map[factcheck.Code]int{}
	for range h.begun {
		answered[factcheck.CodeOf(<-h.ends)]++
	}
	return answered
}

const anothers = "galley after galley, unread"

// TestWhoSignsInOverAndOverWaitsForThemselves has somebody who is known at their address sign in there many times at once.
func TestWhoSignsInOverAndOverWaitsForThemselves(t *testing.T) {
	f := newFixture(t)
	f.addWith("imre", anothers)
	for name, typed := range map[string]string{"rosa": password, "imre": anothers} {
		if _, err := f.tryFrom("192.0.2.1:1000", name, typed); err != nil {
			t.Fatal(err)
		}
	}
	h := hold(f)
	for range attemptsUnderWay {
		h.come("192.0.2.1:1000", "rosa")
	}
	if _, err := f.tryFrom("192.0.2.1:1000", "imre", anothers); err != nil {
		t.Errorf("who is known there too is answered %v", err)
	}
	if _, err := f.tryFrom("192.0.2.2:1000", "imre", anothers); err != nil {
		t.Errorf("who comes from elsewhere is answered %v", err)
	}
	if answered := h.letAll(); answered[""] != attemptsUnderWay {
		t.Errorf("who signs in over and over is answered %v", answered)
	}
}

// TestThoseWhoAreKnownLeavePlacesToStrangers has more people come who are known at their address than are compared at once.
func TestThoseWhoAreKnownLeavePlacesToStrangers(t *testing.T) {
	f := newFixture(t)
	f.addWith("imre", anothers)
	people := []string{"ada", "chidi", "vera", "lin", "noor"}
	for _, name := range people {
		f.add(name)
		if _, err := f.tryFrom("192.0.2.1:1000", name, password); err != nil {
			t.Fatal(err)
		}
	}
	h := hold(f)
	for _, name := range people {
		h.come("192.0.2.1:1000", name)
	}
	if _, err := f.tryFrom("192.0.2.2:1000", "imre", anothers); err != nil {
		t.Errorf("who comes from elsewhere is answered %v", err)
	}
	if answered := h.letAll(); answered[""] != len(people) {
		t.Errorf("those who are known are answered %v", answered)
	}
}

// TestTheNetworksOfOneSiteLeavePlacesToOthers has strangers come from more networks of one site than are compared at once.
func TestTheNetworksOfOneSiteLeavePlacesToOthers(t *testing.T) {
	f := newFixture(t)
	f.addWith("imre", anothers)
	h := hold(f)
	for i := range 5 {
		h.come(fmt.Sprintf("[%s]:1000", networkOfSite(i)), "rosa")
	}
	if _, err := f.tryFrom("192.0.2.2:1000", "imre", anothers); err != nil {
		t.Errorf("who comes from elsewhere is answered %v", err)
	}
	if answered := h.letAll(); answered[""] != 5 {
		t.Errorf("those of the site are answered %v", answered)
	}
}

// TestRightSignInsKeepNoNeighbourOut has one sign-in after the other succeed while more of the same name begin than may fail at an address.
func TestRightSignInsKeepNoNeighbourOut(t *testing.T) {
	f := newFixture(t)
	f.addWith("imre", anothers)
	if _, err := f.tryFrom("192.0.2.1:1000", "rosa", password); err != nil {
		t.Fatal(err)
	}
	h := hold(f)
	h.come("192.0.2.1:1000", "rosa")
	for range attemptsByAddress / attemptsUnderWay {
		h.letOne()
		for range 2 * attemptsUnderWay {
			h.come("192.0.2.1:1000", "rosa")
		}
	}
	if _, err := f.tryFrom("192.0.2.1:1000", "imre", anothers); err != nil {
		t.Errorf("a neighbour is answered %v", err)
	}
	h.letAll()
	if _, err := f.tryFrom("192.0.2.1:1000", "rosa", password); err != nil {
		t.Errorf("afterwards who signed in is answered %v", err)
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
