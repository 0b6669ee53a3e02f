package page

import (
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"stet/server/respond"
	"stet/server/span"
	"stet/views"
)

// Diff answers GET /articles/:id/diff?from=1&to=2 with two revisions laid over one another; without a choice, the last two. A long
// one is shown in parts.
func (p *Pages) Diff(c echo.Context) error {
	article, revisions, err := p.revisionsOf(c)
	if err != nil {
		return err
	}
	to := chosenRevision(c, "to", article.Revision)
	page := views.DiffPage{Frame: frame(c, "What changed: "+article.Title, views.AtLibrary), Article: article, Revisions: revisions,
		From: chosenRevision(c, "from", max(to-1, 1)), To: to}
	old, err := p.desk.Revision(c.Request().Context(), article.ID, page.From)
	if err != nil {
		return err
	}
	now, err := p.desk.Revision(c.Request().Context(), article.ID, page.To)
	if err != nil {
		return err
	}
	pieces, err := p.desk.Diff(c.Request().Context(), old, now)
	if err != nil {
		return err
	}
	fillDiff(&page, pieces, c.QueryParam("part"))
	return respond.HTML(c, http.StatusOK, views.Diff(page))
}

func chosenRevision(c echo.Context, name string, otherwise int) int {
	if n, err := strconv.Atoi(c.QueryParam(name)); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// A part of a diff holds this much text, in bytes, and so many pieces, and a little more. Of what stayed the same no more than
// [views.UnchangedHeld] is on the page.
const (
	partText   = 256 << 10
	partPieces = 3000
	pieceText  = 16 << 10
)

// fillDiff puts the part that is asked for on the page, counted from 1.
func fillDiff(page *views.DiffPage, pieces []span.Piece, asked string) {
	parts := partsOf(pieces)
	part, err := strconv.Atoi(asked)
	if err != nil {
		part = 1
	}
	page.Places, page.Parts = views.ChangesIn(pieces), max(1, len(parts))
	page.Part = min(max(1, part), page.Parts)
	if len(parts) > 0 {
		page.Pieces = parts[page.Part-1]
	}
}

// partsOf cuts a diff into parts.
func partsOf(pieces []span.Piece) (parts [][]span.Piece) {
	var part []span.Piece
	held := 0
	for _, whole := range pieces {
		for _, piece := range cut(whole) {
			if held >= partText || len(part) >= partPieces {
				parts, part, held = append(parts, part), nil, 0
			}
			part = append(part, piece)
			held += min(len(piece.Text), views.UnchangedHeld)
		}
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts
}

// cut cuts a long text that came or went, after white space where it has any.
func cut(p span.Piece) (pieces []span.Piece) {
	for p.Standing != span.Kept && len(p.Text) > pieceText {
		at := strings.LastIndexAny(p.Text[:pieceText], " \n") + 1
		if at == 0 {
			at = wholeRunes(p.Text, pieceText)
		}
		first := p
		first.Text = p.Text[:at]
		first.End = p.Start + utf8.RuneCountInString(first.Text)
		p.Start, p.Text = first.End, p.Text[at:]
		pieces = append(pieces, first)
	}
	return append(pieces, p)
}

func wholeRunes(s string, at int) int {
	for !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}
