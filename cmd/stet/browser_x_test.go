package main_test

import ("testing"; "github.com/chromedp/cdproto/network"; "github.com/chromedp/chromedp"; "time")

func TestX(t *testing.T) {
	d := demo(t)
	b := visitAs(t, d, "rosa")
	got, err := chromedp.Call(b.ctx, network.GetCookies, network.GetCookiesParams{URLs: []string{d.base}})
	t.Log(err, len(got.Cookies))
	for _, c := range got.Cookies { t.Logf("%+v", c) }
	t.Log(demonstration.cookies)
	_=time.Now
}
