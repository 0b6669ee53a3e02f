package api

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"stet/server/auth"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
)

// IfMatch is what a change to a claim or a decision may take.
type IfMatch struct {
	IfMatch string `header:"If-Match" doc:"The ETag of what is changed, as you saw it, or several; * for whatever stands."`
}

// neverVersion is the version of nothing: a change that names it comes too late.
const neverVersion = math.MaxInt32

// version gives the version that the caller saw, 0 for whatever stands. Of several it is the one that stands, where one of them
// does, which current tells. Weak tags match nothing (RFC 9110, 13.1.1).
func (m IfMatch) version(current func() (int, error)) (int, error) {
	if strings.TrimSpace(m.IfMatch) == "" || strings.TrimSpace(m.IfMatch) == "*" {
		return 0, nil
	}
	versions, err := m.versions()
	if err != nil || len(versions) == 1 {
		return versions[0], err
	}
	stands, err := current()
	if err == nil && slices.Contains(versions, stands) {
		return stands, nil
	}
	return neverVersion, err
}

// versions reads a list of entity tags, which has at least one.
func (m IfMatch) versions() (versions []int, err error) {
	for tag := range strings.SplitSeq(m.IfMatch, ",") {
		strong, weak := strings.CutPrefix(strings.TrimSpace(tag), "W/")
		number, _, _ := strings.Cut(strings.Trim(strong, `"`), "-") // see claimTag
		version, err := strconv.Atoi(number)
		switch {
		case err != nil || version < 1:
			return []int{0}, badHeader(http.StatusUnprocessableEntity, "If-Match", `The header If-Match must be an ETag, which is a version in quotation marks, "3" for example, or several with commas between.`)
		case weak:
			version = neverVersion
		}
		versions = append(versions, version)
	}
	return versions, nil
}

// required is version for a change that may not be made unseen.
func (m IfMatch) required(current func() (int, error)) (int, error) {
	if strings.TrimSpace(m.IfMatch) == "" {
		return 0, badHeader(http.StatusPreconditionRequired, "If-Match", `Say which version you saw: send its ETag in the header If-Match, "3" for example.`)
	}
	return m.version(current)
}

// versionOf tells which version of a claim stands.
func (c calls) versionOf(ctx context.Context, claimID int64) func() (int, error) {
	return func() (int, error) {
		claim, err := c.claim(ctx, claimID)
		return claim.Version, err
	}
}

// decisionVersion tells which version of a decision stands.
func (c calls) decisionVersion(ctx context.Context, id int64) func() (int, error) {
	return func() (version int, err error) {
		me, _ := auth.FromContext(ctx)
		err = c.Store.Read(ctx, func(r *store.Reader) error {
			decision, err := r.Decision(me.ID, id)
			version = decision.Version
			return err
		})
		return version, err
	}
}

func etag(version int) string { return fmt.Sprintf("%q", strconv.Itoa(version)) }

// claimTag is a claim's version and, where its reviewer stands under a pseudonym, what the review is told as: whose it is told to be
// changes without the claim.
func claimTag(c *factcheck.Claim) string {
	if c.ReviewerID != 0 {
		return etag(c.Version)
	}
	return fmt.Sprintf(`"%d-%d"`, c.Version, c.ReviewID)
}

// alreadyHas says whether an If-None-Match header holds the tag.
func alreadyHas(ifNoneMatch, tag string) bool {
	for held := range strings.SplitSeq(ifNoneMatch, ",") {
		if held = strings.TrimPrefix(strings.TrimSpace(held), "W/"); held == tag || held == "*" {
			return true
		}
	}
	return false
}

// refused tells what became of the claim that a change came too late for: it has another version by now, or was deleted.
func (c calls) refused(err error) error {
	var late *factcheck.Error
	if !errors.As(err, &late) || late.Current == nil {
		return err
	}
	if late.Current.Deleted {
		return deleted(late.Current)
	}
	p := respond.Describe(err)
	p.Status = http.StatusPreconditionFailed
	p.ETag = claimTag(late.Current)
	p.Claim = export.NewClaim(late.Current, c.BaseURL)
	return &p
}

func deleted(claim *factcheck.Claim) error {
	return factcheck.Errorf(factcheck.NotFound, "Claim %d was deleted. POST %s/claims/%d/restore brings it back.", claim.ID, root, claim.ID)
}
