package auth

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stet/server/factcheck"
)

// TestWhatStrangersFailKeepsNobodyOutWhereTheyAreKnown guesses names at the address from which rosa was signed in, and then at hers.
func TestWhatStrangersFailKeepsNobodyOutWhereTheyAreKnown(t *testing.T) {
	a := newAttempts(time.Now)
	a.succeeded("192.0.2.1", "rosa")
	for i := range attemptsByAddress {
		if err := a.fail("192.0.2.1", fmt.Sprint("name", i)); err != nil {
			t.Fatal(i, err)
		}
	}
	if err := a.fail("192.0.2.1", "imre"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("who is not known there is answered %v", err)
	}
	for i := range attemptsByName {
		if err := a.fail("192.0.2.1", "rosa"); err != nil {
			t.Fatalf("rosa, after %d failures of her own: %v", i, err)
		}
	}
	if err := a.fail("192.0.2.1", "rosa"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("one guess too many at hers is answered %v", err)
	}
}

// fail makes an attempt that comes to nothing.
func (a *attempts) fail(address, name string) error {
	_, err := a.begin(address, name)
	if err == nil {
		a.end(address, name)
	}
	return err
}

// networkOfSite gives an address in one of the networks of one site.
func networkOfSite(i int) string { return fmt.Sprintf("2001:db8:77:%x::1", i) }

// TestManyNetworksOfOneSiteAreThrottledTogether fails from ever new networks of one, as whoever rents a server has thousands of.
func TestManyNetworksOfOneSiteAreThrottledTogether(t *testing.T) {
	a := newAttempts(time.Now)
	a.succeeded(networkOfSite(0), "rosa")
	for i := range attemptsBySite {
		if err := a.fail(networkOfSite(i), fmt.Sprint("name", i)); err != nil {
			t.Fatal(i, err)
		}
	}
	if err := a.fail(networkOfSite(attemptsBySite), "imre"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("from one more of its networks: %v", err)
	}
	if err := a.fail(networkOfSite(0), "rosa"); err != nil {
		t.Errorf("from where rosa was signed in: %v", err)
	}
	if err := a.fail("2001:db8:78::1", "imre"); err != nil {
		t.Errorf("from another site: %v", err)
	}
}

// TestNamesThatTheDeskTellsApartAreCountedApart signs in under one of two alike after each failure under the other.
func TestNamesThatTheDeskTellsApartAreCountedApart(t *testing.T) {
	for _, names := range [][2]string{{"Émile", "émile"}, {strings.Repeat("很", 39) + "一", strings.Repeat("很", 39) + "二"}} {
		a := newAttempts(time.Now)
		for range attemptsByName {
			if err := a.fail("192.0.2.1", names[0]); err != nil {
				t.Fatal(err)
			}
			if err := a.fail("192.0.2.1", names[1]); err != nil {
				t.Fatal(err)
			}
			a.succeeded("192.0.2.1", names[1])
		}
		if err := a.fail("192.0.2.1", names[0]); factcheck.CodeOf(err) != factcheck.RateLimited {
			t.Errorf("of %q one attempt too many is answered %v", names, err)
		}
	}
	a := newAttempts(time.Now)
	for range attemptsByName {
		a.fail("192.0.2.1", "rosa")
	}
	if err := a.fail("192.0.2.1", "Rosa"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("the same name with a capital is answered %v", err)
	}
}

// TestOneSiteHasSoManySignInsUnderWay begins from ever new networks of one, and ends none.
func TestOneSiteHasSoManySignInsUnderWay(t *testing.T) {
	a := newAttempts(time.Now)
	a.succeeded(networkOfSite(0), "rosa")
	for i := range siteUnderWay {
		if _, err := a.begin(networkOfSite(i), fmt.Sprint("name", i)); err != nil {
			t.Fatal(i, err)
		}
	}
	if _, err := a.begin(networkOfSite(siteUnderWay), "imre"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("one more is answered %v", err)
	}
	if _, err := a.begin(networkOfSite(0), "rosa"); err != nil {
		t.Errorf("from where rosa was signed in: %v", err)
	}
	if _, err := a.begin("2001:db8:78::1", "imre"); err != nil {
		t.Errorf("from another site: %v", err)
	}
	a.end(networkOfSite(1), "name1")
	a.end(networkOfSite(0), "rosa")
	if _, err := a.begin(networkOfSite(siteUnderWay), "imre"); err != nil {
		t.Errorf("once one has ended: %v", err)
	}
}

// TestWhatIsUnderWayHasNotFailed begins as many sign-ins from one address as may fail there, some after others have failed: one more is told
// to come back in a moment, and to wait only once they have come to nothing.
func TestWhatIsUnderWayHasNotFailed(t *testing.T) {
	for _, failed := range []int{0, 40, attemptsByAddress - 1} {
		a := newAttempts(time.Now)
		for i := range failed {
			if err := a.fail("192.0.2.1", fmt.Sprint("wrong", i)); err != nil {
				t.Fatal(i, err)
			}
		}
		for i := range attemptsByAddress - failed {
			if _, err := a.begin("192.0.2.1", fmt.Sprint("name", i)); err != nil {
				t.Fatal(i, err)
			}
		}
		if wait, err := a.begin("192.0.2.1", "imre"); err != errSiteUnderWay || wait > time.Minute {
			t.Errorf("after %d failures, beside the rest under way: %v, and to wait for %v", failed, err, wait)
		}
		a.wasRight("192.0.2.1", "name0")
		a.end("192.0.2.1", "name0")
		if _, err := a.begin("192.0.2.1", "imre"); err != nil {
			t.Errorf("after %d failures, once one was right: %v", failed, err)
		}
		a.end("192.0.2.1", "imre")
		for i := range attemptsByAddress - failed - 1 {
			a.end("192.0.2.1", fmt.Sprint("name", i+1))
		}
		if wait, err := a.begin("192.0.2.1", "another"); factcheck.CodeOf(err) != factcheck.RateLimited || wait < time.Minute {
			t.Errorf("once all have failed: %v, and to wait for %v", err, wait)
		}
	}
}

// TestANameIsToldToComeBackWhereOthersUnderItAreUnderWay has them come from one address, and from many.
func TestANameIsToldToComeBackWhereOthersUnderItAreUnderWay(t *testing.T) {
	a := newAttempts(time.Now)
	for i := range attemptsByName - 1 {
		if err := a.fail("192.0.2.1", "rosa"); err != nil {
			t.Fatal(i, err)
		}
	}
	if _, err := a.begin("192.0.2.1", "rosa"); err != nil {
		t.Fatal(err)
	}
	if wait, err := a.begin("192.0.2.1", "rosa"); err != errUnderWay || wait > time.Minute {
		t.Errorf("at one address: %v, and to wait for %v", err, wait)
	}
	for i := range attemptsByAccount {
		if _, err := a.begin(fmt.Sprintf("198.51.100.%d", i), "imre"); err != nil {
			t.Fatal(i, err)
		}
	}
	if wait, err := a.begin("203.0.113.1", "imre"); err != errUnderWay || wait > time.Minute {
		t.Errorf("at one more of many: %v, and to wait for %v", err, wait)
	}
}

func TestCountersDoNotPileUp(t *testing.T) {
	clock := time.Now()
	a := newAttempts(func() time.Time { return clock })
	for i := range 3 * attemptsKept {
		clock = clock.Add(time.Second)
		a.fail(fmt.Sprintf("10.0.%d.%d", i>>8, i&255), "rosa")
	}
	if len(a.counts) > 2*attemptsKept {
		t.Errorf("%d counters are kept", len(a.counts))
	}
}

// TestAnAttemptCostsNoMoreWhereThereAreMany counts how often the clock is asked, which is once for each counter that is looked at.
func TestAnAttemptCostsNoMoreWhereThereAreMany(t *testing.T) {
	var asked int
	a := newAttempts(func() time.Time { asked++; return time.Unix(0, 0) })
	const tries = 3 * attemptsKept
	for i := range tries {
		a.fail(fmt.Sprintf("10.0.%d.%d", i>>8, i&255), fmt.Sprint("name", i))
	}
	if asked > 50*tries {
		t.Errorf("%d attempts look %d times at a counter", tries, asked)
	}
}
