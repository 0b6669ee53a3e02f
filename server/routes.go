package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/api"
	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/export"
	"stet/server/extract"
	"stet/server/page"
	"stet/server/respond"
	"stet/server/store"
	"stet/static"
)

// These take a form with whole articles in it.
const (
	importPath = "/articles"
	draftsPath = "/imports"
)

// revisionsPath takes one too.
const revisionsPath = "/articles/:id/revisions"

// rooms are what the routes lead to.
type rooms struct {
	settings config.Config
	base     string
	store    *store.Store
	desk     *desk.Desk
	auth     *auth.Auth
	fetcher  *extract.Fetcher
}

// routes is the whole table. Who must be signed in stands here; what a role may do is the desk's to say.
func routes(e *echo.Echo, r rooms) {
	limit := limitBody(r.settings.BodyLimit, r.settings.ImportLimit)
	p := page.New(r.desk, r.store, r.auth, r.fetcher, r.base)

	e.GET("/", func(c echo.Context) error { return c.Redirect(http.StatusSeeOther, "/articles") })
	e.GET("/healthz", health(r.store))
	e.GET("/static/*", echo.WrapHandler(static.Handler()))

	anybody := e.Group("", r.auth.Identify, limit)
	anybody.GET("/sign-in", p.SignInForm)
	anybody.POST("/sign-in", p.SignIn)
	anybody.POST("/sign-out", p.SignOut)
	anybody.GET("/setup", p.SetUpForm)
	anybody.POST("/setup", p.SetUp)

	signedIn := e.Group("", r.auth.Identify, limit, auth.RequireSignIn)
	signedIn.GET("/articles", p.Library)
	signedIn.GET("/articles/new", p.ImportForm)
	signedIn.POST(importPath, p.ImportArticle)
	signedIn.POST(draftsPath, p.BringIn)
	signedIn.GET("/imports/:id", p.Look)
	signedIn.POST("/imports/:id", p.ImportLooked)
	signedIn.POST("/imports/:id/drop", p.DropLooked)
	signedIn.GET("/articles/:id", p.Workbench)
	signedIn.GET("/articles/:id/cards", p.Cards)
	signedIn.POST("/articles/:id/claims", p.CreateClaim)
	signedIn.POST("/articles/:id/undo", p.Undo)

	signedIn.GET(revisionsPath, p.Revisions)
	signedIn.POST(revisionsPath, p.ReviseArticle)
	signedIn.GET("/articles/:id/revisions/new", p.ReviseForm)
	signedIn.POST("/articles/:id/revisions/fetch", p.FetchRevision)
	signedIn.POST("/articles/:id/revisions/put-back", p.PutBack)
	signedIn.GET("/articles/:id/revisions/:n", p.Older)
	signedIn.GET("/articles/:id/diff", p.Diff)
	signedIn.GET("/articles/:id/carryover", p.Carryover)
	signedIn.POST("/claims/:id/carryover", p.AnswerCarryover)

	signedIn.GET("/articles/:id/reviews", p.Reviews)
	signedIn.POST("/articles/:id/reviews", p.AssignReview)
	signedIn.POST("/reviews/:id/submit", p.SubmitReview)
	signedIn.POST("/reviews/:id/reopen", p.ReopenReview)

	signedIn.GET("/articles/:id/compare", p.Compare)
	signedIn.GET("/articles/:id/comparison.csv", p.ComparisonCSV)
	signedIn.POST("/articles/:id/decisions", p.Decide)
	signedIn.POST("/articles/:id/decisions/agreed", p.DecideAgreed)
	signedIn.POST("/articles/:id/pseudonyms", p.SetPseudonyms)
	signedIn.POST("/decisions/:id", p.ChangeDecision)
	signedIn.POST("/decisions/:id/reopen", p.ReopenDecision)

	signedIn.GET("/reviewers", p.Reviewers)

	signedIn.GET("/claims", p.Claims)
	signedIn.GET("/claims/:id", p.ShowClaim)
	signedIn.GET("/claims/:id/card", p.Card)
	signedIn.GET("/claims/:id/history", p.History)
	signedIn.POST("/claims/:id", p.ChangeClaim)
	signedIn.POST("/claims/:id/span", p.ChangeSpan)
	signedIn.POST("/claims/:id/delete", p.DeleteClaim)
	signedIn.POST("/claims/:id/restore", p.RestoreClaim)
	signedIn.POST("/claims/:id/citations", p.AddCitation)
	signedIn.POST("/claims/:id/citations/:n", p.ChangeCitation)
	signedIn.POST("/claims/:id/citations/:n/delete", p.RemoveCitation)
	signedIn.GET("/sources", p.Sources)
	for _, format := range export.Formats {
		signedIn.GET("/export/claims."+string(format), p.ExportClaims(format))
	}

	signedIn.GET("/people", p.People)
	signedIn.POST("/people", p.AddPerson)
	signedIn.POST("/people/:id", p.ChangePerson)
	signedIn.POST("/people/:id/disable", p.DisablePerson)
	signedIn.POST("/people/:id/enable", p.EnablePerson)
	signedIn.POST("/people/:id/password", p.ResetPassword)
	signedIn.GET("/you", p.You)
	signedIn.POST("/you/password", p.ChangePassword)
	signedIn.POST("/you/sign-out-everywhere", p.SignOutEverywhere)
	signedIn.GET("/help", p.Help)

	api.Register(e, api.Rooms{Desk: r.desk, Store: r.store, Fetcher: r.fetcher, BaseURL: r.base}, r.auth.Identify, auth.RequireCaller, limit)

	anybody.RouteNotFound("/*", respond.NoRoute) // the last one counts: nobody has to sign in to be told of a wrong address
}
