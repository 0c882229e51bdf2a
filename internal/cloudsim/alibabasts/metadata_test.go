package alibabasts

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestMetadata(t *testing.T) {
	t.Parallel()
	s := newService()
	m := s.Metadata()
	ask := func(method, path string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, "http://100.100.100.200"+path, http.NoBody)
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		m.ServeHTTP(w, r)
		return w
	}
	if w := ask(http.MethodGet, credentialsPath); w.Code != 404 {
		t.Errorf("an instance without a role: status %d", w.Code)
	}
	s.PutRole(Role{Account: "1", Name: "zebra", Instance: true})
	s.PutRole(Role{Account: "1", Name: "instance", Instance: true})
	if w := ask(http.MethodGet, credentialsPath); w.Code != 200 || body(w) != "instance" {
		t.Errorf("roles: status %d", w.Code)
	}
	var first, second struct {
		credentials
		Code, LastUpdated string
	}
	for _, into := range []any{&first, &second} {
		if err := json.Unmarshal(ask(http.MethodGet, credentialsPath+"instance").Body.Bytes(), into); err != nil {
			t.Fatal(err)
		}
	}
	if key, ok := s.access.Find("alibaba", first.AccessKeyID); !ok || first.Code != "Success" || first != second || key.SessionToken != first.SecurityToken {
		t.Errorf("credentials %+v, then %+v", first, second)
	}
	token := body(ask(http.MethodPut, tokenPath, tokenTTLHeader, "60"))
	for name, c := range map[string]struct {
		method, path string
		header       []string
		status       int
	}{
		"with token":       {http.MethodGet, credentialsPath, []string{tokenHeader, token}, 200},
		"wrong token":      {http.MethodGet, credentialsPath, []string{tokenHeader, "x"}, 403},
		"unknown role":     {http.MethodGet, credentialsPath + "nobody", nil, 404},
		"other path":       {http.MethodGet, "/latest/meta-data/", nil, 404},
		"wrong method":     {http.MethodPost, credentialsPath, nil, 405},
		"token by GET":     {http.MethodGet, tokenPath, []string{tokenTTLHeader, "60"}, 405},
		"token without":    {http.MethodPut, tokenPath, nil, 400},
		"token for a week": {http.MethodPut, tokenPath, []string{tokenTTLHeader, "604800"}, 400},
	} {
		if w := ask(c.method, c.path, c.header...); w.Code != c.status {
			t.Errorf("%s: status %d, want %d", name, w.Code, c.status)
		}
	}
}
