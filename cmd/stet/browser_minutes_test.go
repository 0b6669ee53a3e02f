package main_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	protocol "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// download clicks on what gives a file, waits until that is here whole, and gives its content and the name it was given.
func (b *tab) download(selector string) (content []byte, name string) {
	b.t.Helper()
	folder := b.t.TempDir()
	_, err := chromedp.CallBrowser(b.ctx, protocol.SetDownloadBehavior, protocol.SetDownloadBehaviorParams{
		Behavior: protocol.SetDownloadBehaviorBehaviorAllowAndName, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
		DownloadPath: folder, EventsEnabled: new(true)})
	if err != nil {
		b.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	names := chromedp.BrowserEvents(ctx, protocol.DownloadWillBegin)
	progress := chromedp.BrowserEvents(ctx, protocol.DownloadProgress)
	b.click(selector)
	var began protocol.EventDownloadWillBegin
	for event, err := range names {
		if err != nil {
			b.fatal("waiting for the download to begin: " + err.Error())
		}
		began = event
		break
	}
	for event, err := range progress {
		if err != nil {
			b.fatal("waiting for the download: " + err.Error())
		}
		if event.GUID == began.GUID && event.State == protocol.DownloadProgressStateCompleted {
			break
		}
	}
	content, err = os.ReadFile(filepath.Join(folder, began.GUID))
	if err != nil {
		b.t.Fatal(err)
	}
	return content, began.SuggestedFilename
}

func TestInTheFirstTwoMinutesThreeClaimsAreMarkedOneIsDisputedAndTheCSVIsOpen(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visit(t, d)
	b.open("/")
	b.fill("#name", "rosa")
	b.fill("#password", passwordOf("rosa"))
	b.press("Enter")
	b.until(`location.pathname === "/articles"`)
	b.follow(`a[href="/articles/5"]`)

	b.selectWords("you send her a 🎉 on Discord", "you send her a 🎉 on Discord")
	b.click("#slip [data-mark=verified]")
	first := b.opened()
	b.selectWords("behind the Great Firewall (防火长城)", "behind the Great Firewall (防火长城)")
	b.click("#slip [data-mark=unproven]")
	b.openedOther([]string{fmtID(first)})
	b.selectWords("Zoom, where we have all", "the past year")
	b.click("#slip [data-mark=source]")
	b.until(`document.activeElement?.name === "url"`)
	third := b.opened()
	b.write("https://example.org/zoom")
	b.press("Enter")
	b.sees("#cites-" + fmtID(third) + " li")
	b.click("#form-" + fmtID(third) + " .strip--verdict label.v--disputed")
	b.saved()

	b.open("/claims")
	content, name := b.download(`a[href="/export/claims.csv?bom=1&verdict=disputed"]`)
	if filepath.Ext(name) != ".csv" {
		t.Errorf("the file is called %q", name)
	}
	rows := readCSV(t, content)
	found := map[string][]string{}
	for _, row := range rows[1:] {
		if row[12] != "disputed" {
			t.Errorf("claim %s is %s", row[0], row[12])
		}
		found[row[0]] = row
	}
	row := found[fmtID(third)]
	if row == nil || row[9] != "Zoom, where we have all spent the past year" || row[17] != "<https://example.org/zoom> [context; secondary]" {
		t.Errorf("the row is %q", row)
	}
	if found[fmtID(first)] != nil {
		t.Error("the verified claim is among the disputed ones")
	}
}

func TestTheCSVOfAnArticleKeepsChineseAndEmoji(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/5")
	b.press("n", "v")
	b.opened()
	content, _ := b.download(`a[href="/export/claims.csv?bom=1&article_id=5"]`)
	quotes := map[string]bool{}
	for _, row := range readCSV(t, content) {
		quotes[row[9]] = true
	}
	for _, quote := range []string{"A friend passes an exam and you send her a 🎉 on Discord.", "Tencent (腾讯) took part of it for 150 million dollars in 2015"} {
		if !quotes[quote] {
			t.Errorf("no row has %q", quote)
		}
	}
}

// readCSV reads a file as a spreadsheet does, which needs the byte-order mark to take it for UTF-8.
func readCSV(t *testing.T, content []byte) [][]string {
	t.Helper()
	content, marked := bytes.CutPrefix(content, []byte("\xef\xbb\xbf"))
	if !marked {
		t.Error("there is no byte-order mark")
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	return rows
}
