package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// script calls the JSON API as scripts do, by token.
type script struct {
	base, token string
	client      *http.Client
}

// scripted makes a desk with one editor and one article of many words, and gives its database and the editor's token.
func scripted(t testing.TB) (db, token string) {
	t.Helper()
	db = newDB(t)
	must(t, "correct horse battery", "user", "add", "chidi", "--role", "editor", "--password-stdin", "--db", db)
	token = strings.TrimSpace(must(t, "", "token", "add", "chidi", "--db", db))
	must(t, strings.Repeat("The company spent US$12.62 million on lobbying in 2018 (治理). ", 40), "import", "-", "--db", db)
	return db, token
}

func newScript(base, token string) *script {
	return &script{base, token, &http.Client{Transport: &http.Transport{}}}
}

// call gives the status and what was answered; an error where no whole answer came.
func (s *script) call(method, path string, sent, told any, headers ...string) (status int, err error) {
	body, err := json.Marshal(sent)
	if err != nil {
		return 0, err
	}
	request, err := http.NewRequest(method, s.base+"/api/v1"+path, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Authorization", "Bearer "+s.token)
	request.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	answer, err := s.client.Do(request)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	all, err := io.ReadAll(answer.Body)
	if err != nil || told == nil {
		return answer.StatusCode, err
	}
	if err := json.Unmarshal(all, told); err != nil {
		return answer.StatusCode, fmt.Errorf("%s %s: %w in %s", method, path, err, all)
	}
	return answer.StatusCode, nil
}

// everyClaim lists the desk's claims by id.
func (s *script) everyClaim() (map[int64]claim, error) {
	claims := map[int64]claim{}
	for cursor := ""; ; {
		var page struct {
			Items      []claim `json:"items"`
			NextCursor string  `json:"next_cursor"`
		}
		status, err := s.call(http.MethodGet, "/claims?limit=500&cursor="+cursor, nil, &page)
		if err != nil || status != http.StatusOK {
			return nil, fmt.Errorf("listing claims: %d, %w", status, err)
		}
		for _, c := range page.Items {
			claims[c.ID] = c
		}
		if cursor = page.NextCursor; cursor == "" {
			return claims, nil
		}
	}
}
