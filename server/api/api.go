package api

import (
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/respond"
	"stet/server/store"
)

const root = "/api/v1"

// ImportPath is the path, with POST, whose requests may be as large as an article.
const ImportPath = root + "/articles"

// Rooms are what the calls lead to.
type Rooms struct {
	Desk    *desk.Desk
	Store   *store.Store
	Fetcher *extract.Fetcher
	BaseURL string // of the desk, without a slash at its end; permalinks begin with it
}

// Register puts the calls behind the middleware, which must let nobody through who is not known to package auth, and their
// description, /api/openapi.json, before it. It gives the description.
func Register(e *echo.Echo, rooms Rooms, middleware ...echo.MiddlewareFunc) (description []byte) {
	group := e.Group(root, append(middleware, catch)...)
	api := humaecho.NewWithGroup(e, group, config(rooms.BaseURL))
	calls{rooms}.register(api)
	complete(api.OpenAPI())
	group.RouteNotFound("/*", respond.NoRoute)
	description, err := json.Marshal(api.OpenAPI())
	if err != nil {
		panic(err) // it is made of the declarations alone
	}
	e.GET("/api/openapi.json", func(c echo.Context) error {
		return c.JSONBlob(http.StatusOK, description)
	})
	return description
}

// calls has a method for each call.
type calls struct{ Rooms }

func (c calls) register(api huma.API) {
	huma.Register(api, get("/articles", "list-articles", "List or search articles"), c.listArticles)
	huma.Register(api, post("/articles", "import-article", "Import an article"), c.importArticle)
	huma.Register(api, get("/articles/{id}", "get-article", "Get an article with the text of one revision"), c.getArticle)
	huma.Register(api, get("/articles/{id}/events", "list-article-events", "List what happened to an article and its claims"), c.listArticleEvents)
	huma.Register(api, get("/articles/{id}/reviews", "list-reviews", "List who reads an article, and how far they are"), c.listReviews)
	huma.Register(api, post("/articles/{id}/reviews", "assign-review", "Assign an article to a reviewer"), c.assignReview)
	huma.Register(api, call(http.MethodPost, "/reviews/{id}/submit", "submit-review", "Submit one’s own review"), c.submitReview)
	huma.Register(api, call(http.MethodPost, "/reviews/{id}/reopen", "reopen-review", "Reopen a submitted review"), c.reopenReview)
	huma.Register(api, call(http.MethodDelete, "/reviews/{id}", "unassign-review", "Take an assignment back, in which nothing was marked yet"), c.unassignReview)
	huma.Register(api, call(http.MethodPatch, "/articles/{id}", "change-article", "Choose names or pseudonyms for an article’s reviewers"), c.changeArticle)
	huma.Register(api, get("/articles/{id}/comparison", "compare-readings", "Compare the readings of an article"), c.compare)
	huma.Register(api, post("/articles/{id}/decisions", "decide", "Decide on a group of claims"), c.decide)
	huma.Register(api, call(http.MethodPost, "/articles/{id}/decisions/agreed", "decide-agreed", "Accept every group on which the reviewers agree"), c.decideAgreed)
	huma.Register(api, call(http.MethodPatch, "/decisions/{id}", "change-decision", "Change a decision"), c.changeDecision)
	huma.Register(api, call(http.MethodPost, "/decisions/{id}/reopen", "reopen-decision", "Reopen a decision"), c.reopenDecision)
	huma.Register(api, get("/articles/{id}/revisions", "list-revisions", "List the texts that an article has had"), c.listRevisions)
	huma.Register(api, post("/articles/{id}/revisions", "revise-article", "Give an article a corrected text and carry its claims over"), c.reviseArticle)
	huma.Register(api, get("/articles/{id}/carryover", "list-carryover", "List the claims whose place in the current text is not certain"), c.listCarryover)
	huma.Register(api, call(http.MethodPost, "/claims/{id}/carryover", "answer-carryover", "Say where such a claim stands, or drop it"), c.answerCarryover)
	huma.Register(api, get("/articles/{id}/claims", "list-article-claims", "List an article’s claims"), c.listArticleClaims)
	huma.Register(api, post("/articles/{id}/claims", "create-claim", "Mark a claim"), c.createClaim)

	huma.Register(api, get("/claims", "list-claims", "List the desk’s claims"), c.listClaims)
	huma.Register(api, get("/claims/{id}", "get-claim", "Get a claim"), c.getClaim)
	huma.Register(api, call(http.MethodPatch, "/claims/{id}", "change-claim", "Change a claim"), c.changeClaim)
	huma.Register(api, call(http.MethodDelete, "/claims/{id}", "delete-claim", "Delete a claim"), c.deleteClaim)
	huma.Register(api, call(http.MethodPost, "/claims/{id}/restore", "restore-claim", "Bring a deleted claim back"), c.restoreClaim)
	huma.Register(api, get("/claims/{id}/events", "list-claim-events", "List what happened to a claim"), c.listClaimEvents)

	huma.Register(api, post("/claims/{id}/citations", "add-citation", "Cite a source for a claim"), c.addCitation)
	huma.Register(api, call(http.MethodPut, "/claims/{id}/citations/{n}", "change-citation", "Write a citation anew"), c.changeCitation)
	huma.Register(api, call(http.MethodDelete, "/claims/{id}/citations/{n}", "remove-citation", "Remove a citation"), c.removeCitation)

	c.registerExports(api)
	c.registerReports(api)
	c.registerInterchange(api)
}
