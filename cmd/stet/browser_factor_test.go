package main_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

// code gives the code of a secret, so many times 30 seconds from now.
func code(t *testing.T, secret string, steps int) string {
	t.Helper()
	made, err := totp.GenerateCode(strings.ReplaceAll(secret, " ", ""), time.Now().Add(time.Duration(steps)*30*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestWithoutScriptsASecondFactorIsSetUpAskedForAndTurnedOff(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.withoutScripts()
	b.expects("422 POST /you/second-factor", "401 POST /sign-in")
	b.open("/you")
	b.click("#factor-h ~ details summary")
	b.fill("#begin-factor-password", "not my password")
	b.follow("#begin-factor button")
	b.reads("#begin-factor .problem", "not your present password")
	b.fill("#begin-factor-password", passwordOf("rosa"))
	b.follow("#begin-factor button")
	b.until(`document.querySelector("img.qr").naturalWidth > 20`)
	secret := evaluate[string](b, `document.getElementById("secret").textContent`)
	b.reads("#otpauth", strings.ReplaceAll(secret, " ", ""))
	b.fill("#code", "000000")
	b.follow("#confirm-factor button")
	b.reads("#confirm-factor .problem", "not the code")
	b.fill("#code", code(t, secret, 0))
	b.follow("#confirm-factor button")
	recovery := evaluate[[]string](b, `[...document.querySelectorAll(".recovery li")].map((li) => li.textContent)`)
	if len(recovery) != 10 {
		t.Fatalf("the recovery codes are %q", recovery)
	}
	b.follow(".panel .btn--first")
	b.reads("#factor-h ~ p", "10 recovery codes")

	b.click("details.menu summary")
	b.follow(`form[action="/sign-out"] button`)
	b.open("/claims")
	b.fill("#name", "rosa")
	b.fill("#password", passwordOf("rosa"))
	b.follow("#sign-in button")
	b.sees("#code")
	b.open("/you")
	b.sees("#sign-in") // the password alone has opened nothing
	b.open("/sign-in?next=%2Fclaims")
	b.fill("#name", "rosa")
	b.fill("#password", passwordOf("rosa"))
	b.follow("#sign-in button")
	b.fill("#code", "no code of mine")
	b.follow("#sign-in button")
	b.reads("#sign-in .problem", "not the code")
	b.fill("#code", code(t, secret, 1))
	b.follow("#sign-in button")
	b.until(`location.pathname === "/claims"`)

	b.open("/you")
	b.click("#end-factor, details:has(#end-factor) > summary")
	b.fill("#end-factor-password", passwordOf("rosa"))
	b.fill("#end-factor-code", recovery[3])
	b.follow("#end-factor button")
	b.sees("#factor-h ~ details summary")
	b.lacks("#end-factor")
}

// takesSecondFactor sets one up from another browser, which ends the sessions in all others, and gives recovery codes.
func (d *running) takesSecondFactor(name string) (recovery []string) {
	d.t.Helper()
	client := d.signIn(name, passwordOf(name))
	_, page, _ := d.post(client, "/you/second-factor", url.Values{"current_password": {passwordOf(name)}})
	secret := regexp.MustCompile(`id="secret">([A-Z2-7 ]+)<`).FindStringSubmatch(page)
	if secret == nil {
		d.t.Fatalf("no secret is shown: %.400s", page)
	}
	now, err := totp.GenerateCode(strings.ReplaceAll(secret[1], " ", ""), time.Now())
	if err != nil {
		d.t.Fatal(err)
	}
	setUp := regexp.MustCompile(`name="setup" value="([^"]+)"`).FindStringSubmatch(page)
	if setUp == nil {
		d.t.Fatalf("the set-up has no name: %.400s", page)
	}
	status, page, _ := d.post(client, "/you/second-factor/confirm", url.Values{"setup": {setUp[1]}, "code": {now}})
	for _, found := range regexp.MustCompile(`<li>([A-Z2-7-]+)</li>`).FindAllStringSubmatch(page, -1) {
		recovery = append(recovery, found[1])
	}
	if status != http.StatusOK || len(recovery) != 10 {
		d.t.Fatalf("confirming gives %d: %.400s", status, page)
	}
	return recovery
}

func TestWhatWasTypedSurvivesASignInByCode(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("401 POST /claims/1", "401 POST /sign-in")
	b.open("/articles/1?claim=1")
	recovery := d.takesSecondFactor("rosa")
	b.fill("#note-1", "Counted twice.")
	b.sees("#sign-in-again[open]")
	b.fill("#again-password", passwordOf("rosa"))
	b.press("Enter")
	b.fill("#again-code", "000000")
	b.press("Enter")
	b.reads("#sign-in-again .problem", "not the code")
	if got := b.value("#note-1"); got != "Counted twice." {
		t.Errorf("the note holds %q", got)
	}
	b.fill("#again-code", recovery[0])
	b.press("Enter")
	b.lacks("#sign-in-again")
	b.saved()
	if got := d.claim(1).Note; got != "Counted twice." {
		t.Errorf("what was saved is %q", got)
	}
	b.until(`document.getElementById("again-password") !== null`) // the next time it begins with the password again
}

func TestWithoutScriptsWhatWasTypedSurvivesASignInByCode(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.withoutScripts()
	b.expects("401 POST /claims/1")
	b.open("/articles/1?claim=1")
	b.fill("#note-1", "typed for ten minutes")
	recovery := d.takesSecondFactor("rosa")
	b.follow("#card-1 .card-foot .scriptless")
	b.fill("#name", "rosa")
	b.fill("#password", passwordOf("rosa"))
	b.follow("#sign-in button")
	b.fill("#code", recovery[0])
	b.follow("#sign-in button")
	b.reads("h1", "Send it again?")
	b.follow("main .btn--first")
	if got := d.claim(1).Note; got != "typed for ten minutes" {
		t.Errorf("the note is %q", got)
	}
}

func TestAnAdminTakesASecondFactorOff(t *testing.T) {
	t.Parallel()
	d := demo(t)
	d.takesSecondFactor("rosa")
	b := visitAs(t, d, "ada")
	b.open("/people")
	b.follow(`form[action$="/second-factor/end"] button`)
	b.lacks(`form[action$="/second-factor/end"]`)
	d.signIn("rosa", passwordOf("rosa"))
}

func TestASessionIsEndedFromAnother(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	other := d.signIn("rosa", passwordOf("rosa"))
	b.open("/you")
	b.reads("#sessions-h ~ table tbody tr:first-child", "this one")
	b.follow(`form[action="/you/sessions/end"] button`) // the one begun last
	b.reads("#toast", "ended")
	if status, _, _ := d.get(other, "/you"); status != http.StatusSeeOther {
		t.Errorf("the ended session gives %d", status)
	}
	b.open("/articles")
	b.reads("h1", "Library")
}

func TestEveryStepOfASecondFactorIsAccessibleAndFits(t *testing.T) {
	t.Parallel()
	source := axeSource(t)
	for _, look := range looks {
		t.Run(look.name, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, demo(t), "rosa")
			b.screen(look.width, 900)
			b.media("prefers-color-scheme", look.scheme)
			holds := func(what string) {
				t.Helper()
				b.isAccessible(source, what)
				if look.width < 400 {
					b.fitsTheScreen()
				}
			}
			b.open("/you")
			b.click("#factor-h ~ details summary")
			holds("the question for the password")
			b.fill("#begin-factor-password", passwordOf("rosa"))
			b.follow("#begin-factor button")
			holds("setting up")
			b.fill("#code", code(t, evaluate[string](b, `document.getElementById("secret").textContent`), 0))
			b.follow("#confirm-factor button")
			holds("the recovery codes")
			b.follow(".panel .btn--first")
			b.click("details:has(#end-factor) > summary")
			holds("turning it off")
			stranger := b.desk.visitedBy(t, look.width, look.scheme)
			stranger.fill("#name", "rosa")
			stranger.fill("#password", passwordOf("rosa"))
			stranger.follow("#sign-in button")
			stranger.sees("#code")
			stranger.isAccessible(source, "the question for a code")
		})
	}
}

// visitedBy opens the sign-in page in a browser of its own.
func (d *running) visitedBy(t *testing.T, width int64, scheme string) *tab {
	b := visit(t, d)
	b.screen(width, 900)
	b.media("prefers-color-scheme", scheme)
	b.open("/sign-in")
	return b
}
