package api

import (
	"context"
	"encoding/json"

	"stet/server/factcheck"
	"stet/server/memory"
)

// Article is an article as JSON tells it.
type Article struct {
	ID          int64                `json:"id"`
	Title       string               `json:"title"`
	Byline      string               `json:"byline"`
	Publisher   string               `json:"publisher"`
	URL         string               `json:"url" doc:"Where the article was published; empty where that is not known."`
	PublishedOn string               `json:"published_on" doc:"A plain date, or empty."`
	Language    string               `json:"language" doc:"A BCP 47 tag, or empty."`
	Revision    Revision             `json:"revision"`
	Words       int                  `json:"words"`
	SetAside    []SetAside           `json:"set_aside,omitempty" doc:"What was taken out of the text before this revision was made of it. Lists leave it out."`
	Pseudonyms  bool                 `json:"pseudonyms" doc:"Reviewers stand under pseudonyms, for everybody but themselves, until every review is submitted and all is decided."`
	DecidedAt   *factcheck.Timestamp `json:"decided_at" nullable:"true" doc:"When the last group of claims was decided; null while some are not, and, under pseudonyms, while a review is not submitted."`
	CreatedAt   factcheck.Timestamp  `json:"created_at"`
	UpdatedAt   factcheck.Timestamp  `json:"updated_at" doc:"When the article or one of its claims changed last."`
}

// Revision is one text of an article. Lists leave the text out.
type Revision struct {
	Number int    `json:"number" doc:"Counts from 1."`
	Text   string `json:"text,omitempty"`
	Length int    `json:"length" doc:"Unicode code points of the text."`
}

func tellArticle(a *factcheck.Article) Article {
	return Article{ID: a.ID, Title: a.Title, Byline: a.Byline, Publisher: a.Publisher, URL: a.URL, PublishedOn: a.PublishedOn,
		Language: a.Language, Revision: Revision{Number: a.Revision, Length: a.Length}, Words: a.Words,
		Pseudonyms: a.Pseudonyms, DecidedAt: momentOrNull(a.DecidedAt), CreatedAt: a.CreatedAt, UpdatedAt: a.UpdatedAt}
}

// holdText has the request answer for the text of an article, with what was set aside of it, while it is written as JSON.
func holdText(ctx context.Context, text string, aside []factcheck.SetAside) error {
	bytes := len(text)
	for _, b := range aside {
		bytes += len(b.Text)
	}
	return memory.Hold(ctx, toldAs*bytes)
}

// tellRevision tells an article with the text of one revision.
func tellRevision(a *factcheck.Article, v *factcheck.Revision) Article {
	told := tellArticle(a)
	told.Revision = Revision{Number: v.Number, Text: v.Text, Length: v.Length}
	told.Words = v.Words
	told.SetAside = tellSetAside(v.SetAside)
	return told
}

// SetAside is a block that was taken out of a text.
type SetAside struct {
	Text   string `json:"text"`
	Reason string `json:"reason" doc:"In plain words: advertisement, share line, related story."`
	After  int    `json:"after" doc:"How many blocks of the text stood before it."`
}

func tellSetAside(blocks []factcheck.SetAside) (told []SetAside) {
	for _, b := range blocks {
		told = append(told, SetAside{b.Text, b.Reason, b.After})
	}
	return told
}

// Event is one record of who changed what.
type Event struct {
	ID        int64               `json:"id"`
	At        factcheck.Timestamp `json:"at"`
	By        string              `json:"by" doc:"The person’s name, or the pseudonym they read under; empty for the command line."`
	Action    factcheck.Action    `json:"action" doc:"What was done, such as claim.changed."`
	ArticleID *int64              `json:"article_id"`
	ClaimID   *int64              `json:"claim_id"`
	Before    json.RawMessage     `json:"before" doc:"What stood before; null where there was nothing."`
	After     json.RawMessage     `json:"after" doc:"What stood after; null where nothing was left."`
	Undoes    *int64              `json:"undoes" doc:"The event that this one took back."`
}

func tellEvent(e *factcheck.Event) Event {
	return Event{ID: e.ID, At: e.At, By: e.By, Action: e.Action, ArticleID: orNull(e.ArticleID), ClaimID: orNull(e.ClaimID),
		Before: toldState(e.Before), After: toldState(e.After), Undoes: orNull(e.Undoes)}
}

// toldState tells what an event keeps as the desk tells it elsewhere: what there is none of is null, not 0.
func toldState(kept []byte) json.RawMessage {
	var state map[string]json.RawMessage
	if json.Unmarshal(kept, &state) != nil { // there is none
		return kept
	}
	for _, name := range []string{"rating", "claim_id", "review_id"} {
		if string(state[name]) == "0" {
			state[name] = json.RawMessage("null")
		}
	}
	told, err := json.Marshal(state)
	if err != nil {
		return kept
	}
	return told
}

// orNull tells the id of nothing as null.
func orNull(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}
