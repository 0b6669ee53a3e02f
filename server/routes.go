package server

import (
	"net/http"
	"sync/atomic"

	"github.com/labstack/echo/v4"

	"stet/server/api"
	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/export"
	"stet/server/extract"
	"stet/server/interchange"
	"stet/server/page"
	"stet/server/respond"
	"stet/server/store"
	"stet/static"
)

// These take a form with whole files in it: articles, or another tool's claims on one.
const (
	importPath = "/articles"
	draftsPath = "/imports"
	lookPath   = "/imports/:id"
	bringPath  = "/articles/:id/import"

	revisionsPath = "/articles/:id/revisions"
)

// rooms are what the routes lead to.
type rooms struct {
	settings config.Config
	base     string
	store    *store.Store
	desk     *desk.Desk
	auth     *auth.Auth
	metrics  *metrics
	slows    *slows
	stopping *atomic.Bool
	fetcher  *extract.Fetcher
}

// routes is the whole table. Who must be signed in stands here; what a role may do is the desk's to say.
func routes(e *echo.Echo, r rooms) {
	limit := limitBody(r.settings.BodyLimit, r.settings.ImportLimit, r.desk)
	p := page.New(r.desk, r.store, r.auth, r.fetcher, r.base)

	e.GET("/", func(c echo.Context) error { return c.Redirect(http.StatusSeeOther, "/articles") })
	e.GET("/healthz", health(r.store))
	e.GET("/readyz", readiness(r.store, r.stopping))
	e.GET("/metrics", r.metrics.tell(), r.auth.Identify)
	e.GET("/static/*", echo.WrapHandler(static.Handler()))

	share := answerForMemory()
	anybody := e.Group("", r.auth.Identify, limit, share)
	anybody.GET("/sign-in", p.SignInForm)
	anybody.POST("/sign-in", p.SignIn)
	anybody.POST("/sign-out", p.SignOut)
	anybody.GET("/setup", p.SetUpForm)
	anybody.POST("/setup", p.SetUp)

	ownLine, inLine, broughtInLine := ownInLine(requestsOfOne), downloadsInLine(), bringsInLine()
	signedIn := e.Group("", r.auth.Identify, limit, auth.RequireSignIn, ownLine, inLine, broughtInLine, share)
	signedIn.GET("/articles", p.Library)
	signedIn.GET("/articles/new", p.ImportForm)
	signedIn.POST(importPath, p.ImportArticle)
	signedIn.POST(draftsPath, p.BringIn)
	signedIn.GET(lookPath, p.Look)
	signedIn.POST(lookPath, p.ImportLooked)
	signedIn.POST("/imports/:id/drop", p.DropLooked)
	signedIn.GET("/articles/:id", p.Workbench)
	signedIn.GET("/articles/:id/cards", p.Cards)
	signedIn.POST("/articles/:id/claims", p.CreateClaim)
	signedIn.POST("/articles/:id/undo", p.Undo)

	signedIn.GET("/articles/:id/import", p.Bring)
	signedIn.POST(bringPath, p.BringClaims)
	for _, format := range interchange.Formats {
		signedIn.GET("/articles/:id/"+format.Address(), p.Interchange(format))
	}

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
	signedIn.POST("/reviews/:id/unassign", p.UnassignReview)

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

	signedIn.GET("/report", p.DeskReport)
	signedIn.GET("/articles/:id/report", p.Report)
	for _, format := range export.ReportFormats() {
		signedIn.GET("/articles/:id/report."+format.Ending(), p.ReportFile(format))
		signedIn.GET("/export/report."+format.Ending(), p.DeskReportFile(format))
	}

	signedIn.GET("/people", p.People)
	inPerson := e.Group("", r.auth.Identify, limit, auth.RequireSignIn, auth.RequireSession, ownInLine(changesOfOne))
	ending := e.Group("", r.auth.Identify, limit, auth.RequireSignIn, auth.RequireSession)
	inPerson.POST("/people", p.AddPerson)
	inPerson.POST("/people/:id", p.ChangePerson)
	ending.POST("/people/:id/disable", p.DisablePerson)
	inPerson.POST("/people/:id/enable", p.EnablePerson)
	inPerson.POST("/people/:id/password", p.ResetPassword)
	ending.POST("/people/:id/tokens/revoke", p.RevokeTokens)
	signedIn.GET("/settings", p.Settings)
	inPerson.POST("/settings/publisher", p.SetPublisher)
	signedIn.GET("/desk", p.Operations(page.Operations{DB: r.settings.DB, CopiesIn: r.settings.BackupDir, Slow: r.slows.list}))
	signedIn.GET("/you", p.You)
	inPerson.POST("/you/tokens", p.AddToken)
	ending.POST("/you/tokens/:id/revoke", p.RevokeToken)
	inPerson.POST("/you/password", p.ChangePassword)
	ending.POST("/you/sign-out-everywhere", p.SignOutEverywhere)
	ending.POST("/you/sessions/end", p.EndSession)
	inPerson.POST("/you/second-factor", p.BeginSecondFactor)
	inPerson.POST("/you/second-factor/confirm", p.ConfirmSecondFactor)
	inPerson.POST("/you/second-factor/recovery", p.RenewRecoveryCodes)
	ending.POST("/you/second-factor/end", p.EndSecondFactor)
	ending.POST("/people/:id/second-factor/end", p.TakeOffSecondFactor)
	signedIn.GET("/help", p.Help)

	description := api.Register(e, api.Rooms{Desk: r.desk, Store: r.store, Fetcher: r.fetcher, BaseURL: r.base}, r.auth.Identify, auth.RequireCaller, limit, ownLine, inLine, broughtInLine, share)
	anybody.GET("/api/docs", p.Reference(description), ofPeople(ownLine))

	anybody.RouteNotFound("/*", respond.NoRoute) // the last one counts: nobody has to sign in to be told of a wrong address
}
