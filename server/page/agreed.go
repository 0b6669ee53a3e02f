package page

import (
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/agreement"
	"stet/views"
)

// DecideAgreed answers POST /articles/:id/decisions/agreed, which accepts every group that nobody disagrees on.
func (p *Pages) DecideAgreed(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	ask, err := compareAsk(articleID, c.QueryParams())
	if err != nil {
		return err
	}
	made, err := p.desk.DecideAgreed(c.Request().Context(), viewer(c), articleID, ask.Threshold)
	if err != nil {
		return err
	}
	ask.Done = "agreed-" + strconv.Itoa(len(made))
	return to(c, ask.Address())
}

// SetPseudonyms answers POST /articles/:id/pseudonyms.
func (p *Pages) SetPseudonyms(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	if _, err := p.desk.SetPseudonyms(c.Request().Context(), viewer(c), articleID, posted(c).Get("pseudonyms") == "1"); err != nil {
		return err
	}
	return to(c, views.CompareAsk{ArticleID: articleID, Threshold: agreement.DefaultThreshold}.Address())
}

// decidedToast says what accepting all that was agreed came to.
func decidedToast(done string) *views.Toast {
	n, err := strconv.Atoi(strings.TrimPrefix(done, "agreed-"))
	switch {
	case err != nil:
		return nil
	case n == 1:
		return &views.Toast{Message: "1 agreed group is accepted."}
	}
	return &views.Toast{Message: strconv.Itoa(n) + " agreed groups are accepted."}
}
