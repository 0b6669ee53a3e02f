package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"stet/server/config"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

type importCommand struct {
	Articles importArticles `cmd:"" default:"withargs" help:"Import articles from files: stet import FILE ... does the same."`
	Claims   importClaims   `cmd:"" help:"Bring claims on an article in from another tool's file."`
	Desk     importDesk     `cmd:"" help:"Make a desk out of an archive that stet export desk wrote."`
}

type importArticles struct {
	config.Database
	Files      []string `arg:"" name:"file" help:"Files, folders of them, web addresses, or - for standard input. Read are .html, .mhtml, .docx, .txt, .md, and lists of articles: .json, .jsonl, .csv, .zip."`
	As         string   `placeholder:"NAME" help:"Import in this person's name, who must be an editor."`
	Format     string   `default:"auto" enum:"auto,text,html,markdown,docx,mhtml,json,jsonl,csv,zip" help:"How the files are to be read: auto, text, html, markdown, docx, mhtml, json, jsonl, csv or zip. Auto goes by the file's name, then by how it begins."`
	Again      bool     `help:"Import what the desk has already, too. Otherwise an article with the same text as another is skipped."`
	FetchAllow []string `env:"STET_FETCH_ALLOW" placeholder:"HOST" help:"Hosts, or HOST:PORT, that pages may be fetched from although they are at private addresses."`
}

// importer imports one article after another.
type importer struct {
	importArticles
	desk *desk.Desk
	by   factcheck.Person
	streams
}

// Run imports file after file and prints a line for each article. One that cannot be imported stops none of the others.
func (c *importArticles) Run(ctx context.Context, to streams) error {
	return withDesk(ctx, c.Database, func(d *desk.Desk, s *store.Store) error {
		by := desk.CommandLine
		if c.As != "" {
			person, err := somebody(ctx, s, c.As)
			if err != nil {
				return err
			}
			by = person
		}
		if err := d.MayImport(by); err != nil {
			return err
		}
		return (&importer{*c, d, by, to}).all(ctx)
	})
}

func (i *importer) all(ctx context.Context) (err error) {
	progress := i.progress()
	defer progress.end()
	for item := range i.items(ctx) {
		problem := ctx.Err()
		if problem == nil {
			problem = i.one(ctx, item)
		}
		if errors.Is(problem, context.Canceled) {
			return fmt.Errorf("stopped before %s; what was printed is imported", cmp.Or(item.Name, fromStdin))
		}
		if problem != nil {
			say(i.err, fmt.Errorf("%s: %w", cmp.Or(item.Name, fromStdin), problem))
			err = errSaid
		}
		progress.count()
	}
	return err
}

// progress counts the articles unless their titles are seen going by.
func (i *importer) progress() *tally {
	to := i.err
	if isTerminal(i.out) {
		to = io.Discard
	}
	return newTally(to, "articles", 10)
}

// items gives every article that the files hold, or why it cannot be read.
func (i *importer) items(ctx context.Context) iter.Seq[extract.Item] {
	return func(yield func(extract.Item) bool) {
		for file, problem := range find(i.Files, i.leave) {
			for item := range i.itemsOf(ctx, file, problem) {
				if !yield(item) {
					return
				}
			}
		}
	}
}

// leave tells what is left out of a folder. It is no failure: pictures lie beside pages.
func (i *importer) leave(folder string, files []string) {
	fmt.Fprintln(i.err, "stet:", leftOut(folder, files))
}

func (i *importer) itemsOf(ctx context.Context, file string, problem error) iter.Seq[extract.Item] {
	source := extract.Source{Format: i.format()}
	if file != fromStdin {
		source.Name = file
	}
	if problem == nil && isAddress(file) {
		return alone(i.fetched(ctx, file))
	}
	if problem == nil {
		source.Raw, problem = readFile(file, i.in)
	}
	if problem != nil {
		return alone(extract.Item{Name: file, Err: problem})
	}
	return extract.Items(source)
}

func alone(item extract.Item) iter.Seq[extract.Item] {
	return func(yield func(extract.Item) bool) { yield(item) }
}

func (i *importer) format() extract.Format {
	if i.Format == "auto" {
		return ""
	}
	return extract.Format(i.Format)
}

func (i *importer) fetched(ctx context.Context, address string) extract.Item {
	page, err := extract.NewFetcher(config.Version(), i.FetchAllow).Fetch(ctx, address)
	if err != nil {
		return extract.Item{Name: address, Err: err}
	}
	draft, err := extract.Read(page.Source())
	return extract.Item{Name: address, Draft: draft, Err: err}
}

func (i *importer) one(ctx context.Context, item extract.Item) error {
	if item.Err != nil {
		return item.Err
	}
	article := item.Draft.Safe()
	if article.Title == "" {
		article.Title = "Untitled"
	}
	alike, err := i.desk.Duplicates(ctx, article)
	if err != nil {
		return err
	}
	if len(alike) > 0 && alike[0].Why == factcheck.SameText && !i.Again {
		i.note(item, "skipped: the desk has the same text as article %d, %s. --again imports it all the same.", alike[0].ArticleID, alike[0].Title)
		return nil
	}
	made, err := i.desk.ImportArticle(ctx, i.by, desk.NewArticle{Article: article})
	if err != nil {
		return err
	}
	i.tell(item, article, alike)
	_, err = fmt.Fprintf(i.out, "%d\t%s\n", made.ID, made.Title)
	return err
}

// tell notes what somebody may want to look at.
func (i *importer) tell(item extract.Item, article extract.Article, alike []factcheck.Duplicate) {
	for _, d := range alike {
		i.note(item, "%s as article %d, %s", d.Why, d.ArticleID, d.Title)
	}
	if n := len(article.SetAside); n > 0 {
		i.note(item, "set aside %d: %s", n, strings.Join(reasons(article.SetAside), ", "))
	}
	for _, note := range item.Draft.Notes {
		i.note(item, "%s", note)
	}
}

func (i *importer) note(item extract.Item, format string, args ...any) {
	fmt.Fprintf(i.err, "%s: %s\n", cmp.Or(item.Name, fromStdin), fmt.Sprintf(format, args...))
}

// reasons gives each reason once, in the order of the text.
func reasons(aside []factcheck.SetAside) (list []string) {
	seen := map[string]bool{}
	for _, s := range aside {
		if !seen[s.Reason] {
			seen[s.Reason] = true
			list = append(list, s.Reason)
		}
	}
	return list
}
