package page

import (
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/agreement"
	"stet/server/desk"
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
	listed, err := seen(posted(c))
	if err != nil {
		return err
	}
	done, err := p.desk.DecideAgreed(c.Request().Context(), viewer(c), articleID, ask.Threshold, listed)
	if err != nil {
		return err
	}
	ask.Done = agreedDone(done)
	return to(c, ask.Address())
}

// agreedDone says in an address how many groups were accepted, and how many were left.
func agreedDone(done desk.Accepted) string {
	said := "agreed-" + strconv.Itoa(len(done.Made))
	if done.Left > 0 {
		said += "-left-" + strconv.Itoa(done.Left)
	}
	return said
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
	accepted, left, _ := strings.Cut(strings.TrimPrefix(done, "agreed-"), "-left-")
	n, err := strconv.Atoi(accepted)
	if err != nil {
		return nil
	}
	said := strconv.Itoa(n) + " agreed groups are accepted."
	if n == 1 {
		said = "1 agreed group is accepted."
	}
	switch n, _ := strconv.Atoi(left); n {
	case 0:
	case 1:
		said += " 1 group changed or came after you saw the list, and was left; look at it."
	default:
		said += " " + strconv.Itoa(n) + " groups changed or came after you saw the list, and were left; look at them."
	}
	return &views.Toast{Message: said}
}
