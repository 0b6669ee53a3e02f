package api

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/respond"
)

// IfMatch is what a change to a claim or a decision may take.
type IfMatch struct {
	IfMatch string `header:"If-Match" doc:"The ETag of what is changed, as you saw it; * for whatever stands."`
}

// version gives the version that the caller saw, 0 for whatever stands.
func (m IfMatch) version() (int, error) {
	tag := strings.TrimSpace(m.IfMatch)
	if tag == "" || tag == "*" {
		return 0, nil
	}
	version, err := strconv.Atoi(strings.Trim(strings.TrimPrefix(tag, "W/"), `"`))
	if err != nil || version < 1 {
		return 0, badHeader(http.StatusUnprocessableEntity, "If-Match", `The header If-Match must be an ETag, which is a version in quotation marks: "3", for example.`)
	}
	return version, nil
}

// required is version for a change that may not be made unseen.
func (m IfMatch) required() (int, error) {
	if strings.TrimSpace(m.IfMatch) == "" {
		return 0, badHeader(http.StatusPreconditionRequired, "If-Match", `Say which version you saw: send its ETag in the header If-Match, "3" for example.`)
	}
	return m.version()
}

func etag(version int) string { return fmt.Sprintf("%q", strconv.Itoa(version)) }

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
	p.ETag = etag(late.Current.Version)
	p.Claim = export.NewClaim(late.Current, c.BaseURL)
	return &p
}

func deleted(claim *factcheck.Claim) error {
	return factcheck.Errorf(factcheck.NotFound, "Claim %d was deleted. POST %s/claims/%d/restore brings it back.", claim.ID, root, claim.ID)
}
