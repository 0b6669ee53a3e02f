package factcheck

import (
	"net/url"
	"slices"
	"strings"
)

// AddressKey gives what tells one web address from another, less what does not: scheme, "www.", the fragment, a slash at the end,
// the order of the query's fields, and fields by which visitors are counted. "" where the address is none.
func AddressKey(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	key := host + strings.TrimRight(u.EscapedPath(), "/")
	if query := tellingQuery(u.Query()); query != "" {
		key += "?" + query
	}
	return key
}

var counting = []string{"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref", "ref_src", "cmpid", "ocid", "smid", "spm", "share", "source"}

func tellingQuery(fields url.Values) string {
	for name := range fields {
		if strings.HasPrefix(name, "utm_") || slices.Contains(counting, strings.ToLower(name)) {
			fields.Del(name)
		}
	}
	return fields.Encode()
}
