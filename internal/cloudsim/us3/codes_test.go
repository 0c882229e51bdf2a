package us3

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// The gateway's own checks, each with everything before it in order and everything after it wrong.
func TestGatewayCodesInOrder(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	s.access.Put(world.Key{Cloud: cloud, Account: owner, ID: "temporary", Secret: "1", SessionToken: "token", Expires: time.Now().Add(time.Hour)})
	s.access.Put(world.Key{Cloud: cloud, Account: owner, ID: "expired", Secret: "2", SessionToken: "token", Expires: time.Now().Add(-time.Hour)})
	s.access.Put(world.Key{Cloud: cloud, Account: owner, ID: "disabled", Secret: "3", Disabled: true})
	s.access.Put(world.Key{Cloud: cloud, Account: owner, ID: "reader", Secret: "4", Allow: []string{"us3:Describe*"}})
	s.access.Put(world.Key{Cloud: cloud, Account: owner, ID: "user", Secret: "5", Principal: "ucs:iam::" + owner + ":user/alice"})
	s.access.Put(world.Key{Cloud: "alibaba", Account: owner, ID: "elsewhere", Secret: "6"})
	with := func(values url.Values, name, value string) url.Values {
		values.Set(name, value)
		return values
	}
	without := func(values url.Values, name string) url.Values {
		values.Del(name)
		return values
	}
	for _, c := range []struct {
		name    string
		values  url.Values
		code    retCode
		message string
	}{
		{"nothing", url.Values{}, codeNoAction, "MISSING_ACTION"},
		{"no signature", without(signed("Nonsense"), "Signature"), codeNoSignature, ""},
		{"no key", without(signed("Nonsense"), "PublicKey"), codeNoSignature, ""},
		{"unknown key", with(signed("Nonsense"), "PublicKey", "nobody"), codeUnknownUser, "User Not Exists"},
		{"disabled key", signedBy("disabled", "3", "Nonsense"), codeUnknownUser, ""},
		{"another cloud's key", signedBy("elsewhere", "6", "Nonsense"), codeUnknownUser, ""},
		{"tampered", with(signed("Nonsense"), "Limit", "1"), codeBadSignature, "Signature VerifyAC Error"},
		{"upper-case signature", with(signed("Nonsense"), "Signature", strings.ToUpper(signed("Nonsense").Get("Signature"))), codeBadSignature, ""},
		{"no token", signedBy("temporary", "1", "Nonsense"), codeUnknownToken, "Token Not Exists"},
		{"another token", signedBy("temporary", "1", "Nonsense", "SecurityToken=forged"), codeUnknownToken, ""},
		{"expired token", signedBy("expired", "2", "Nonsense", "SecurityToken=token"), codeUnknownToken, ""},
		{"a token that the key does not have", signed("Nonsense", "SecurityToken=token"), codeUnknownToken, ""},
		{"token", signedBy("temporary", "1", "Nonsense", "SecurityToken=token"), codeUnknownAction, ""},
		{"unknown action", signed("Nonsense", "ProjectId=org-none"), codeUnknownAction, "Action [Nonsense] not exists"},
		{"no permission", signedBy("reader", "4", "CreateBucket", "ProjectId=org-none"), codeDenied, ""},
		{"unknown project", signed("CreateBucket", "ProjectId=org-none"), codeUnknownProject, "Project [org-none] not exists"},
		{"user without project", signedBy("user", "5", "CreateBucket"), codeMissingParam, "Missing params [ProjectId]"},
		{"user with project", signedBy("user", "5", "DescribeBucket", "ProjectId="+DefaultProjectID(owner)), 0, ""},
		{"missing parameter", signed("CreateBucket", "Region=cn-nowhere"), codeMissingParam, "Missing params [BucketName]"},
		{"bad parameter", signed("CreateBucket", "Region=cn-nowhere", "BucketName=src"), codeBadParam, "Params [Region] not available"},
		{"bad number", signed("DescribeBucket", "Limit=many"), codeBadParam, "Params [Limit] not available"},
		{"unknown parameters are ignored", signed("DescribeBucket", "Typo=1"), 0, ""},
	} {
		a := s.form(c.values)
		if a.status != http.StatusOK || a.RetCode != int(c.code) || c.message != "" && a.Message != c.message {
			t.Errorf("%s: HTTP %d %s, want RetCode %d %q", c.name, a.status, a.body, c.code, c.message)
		}
		if gateway := a.RetCode >= 160 && a.RetCode <= 174; gateway == (a.Action != "") {
			t.Errorf("%s: the answer has the Action %q", c.name, a.Action)
		}
	}
}

func TestBearerAndBrokenBodies(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	bearer := func(query string) answer {
		r := s.request(http.MethodGet, "https://api.ucloud.cn/?"+query, "")
		r.Header.Set("Authorization", "Bearer token")
		return s.send(r)
	}
	s.wants(codeUnknownToken, bearer("Action=DescribeBucket"))
	s.wants(codeBadSignature, bearer(signed("DescribeBucket").Encode()))
	for _, body := range []string{"{", "[]", "{}{}", ""} {
		r := s.request(http.MethodPost, "https://api.ucloud.cn/", body)
		r.Header.Set("Content-Type", "application/json")
		s.wants(codeNoAction, s.send(r))
	}
}

func TestSwitchesOfTheAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		switches Switches
		want     []string
		not      []string
	}{
		"as documented": {Switches{}, []string{`"RetCode":0`, `"Action":"`, `"DataSet":[]`}, []string{"DateSet", "Message"}},
		"string":        {Switches{RetCodeAsString: true}, []string{`"RetCode":"0"`}, nil},
		"odd keys":      {Switches{OddKeys: true}, []string{`"Retcode":0`, `"Aciton":"`}, []string{"RetCode"}},
		"no action":     {Switches{OmitAction: true}, []string{`"RetCode":0`}, []string{"Action"}},
		"DateSet":       {Switches{DateSet: true}, []string{`"DateSet":[]`}, []string{"DataSet"}},
	} {
		s := withPair(t, Options{Switches: c.switches})
		r := s.request(http.MethodGet, "https://api.ucloud.cn/?"+signed(DefaultActions().Describe, "BucketName=src").Encode(), "")
		body := s.raw(r)
		for _, part := range c.want {
			if !strings.Contains(body, part) {
				t.Errorf("%s: no %s in %s", name, part, body)
			}
		}
		for _, part := range c.not {
			if strings.Contains(body, part) {
				t.Errorf("%s: there is %s in %s", name, part, body)
			}
		}
	}
}

func TestActionNames(t *testing.T) {
	t.Parallel()
	s := withPair(t, Options{})
	must(t, s.MutateSwitches(func(switches *Switches) { switches.Actions.Create = "AddMultiSiteRule" }))
	s.wants(codeUnknownAction, s.create("src", "dst"))
	s.wants(0, s.call("AddMultiSiteRule", "Region=cn-bj2", "BucketName=src", "DstRegion=cn-sh2", "DstBucketName=dst"))
	s.wants(0, s.call(DefaultActions().Describe, "BucketName=src"))
	must(t, s.MutateSwitches(func(switches *Switches) { switches.NoRuleActions = true }))
	actions := DefaultActions()
	for _, action := range []string{"AddMultiSiteRule", actions.Create, actions.Describe, actions.Update, actions.Delete} {
		s.wants(codeUnknownAction, s.call(action, "BucketName=src"))
	}
	s.wants(0, s.call("DescribeBucket", "BucketName=src"))
	if err := s.MutateSwitches(func(switches *Switches) { switches.RuleSet = "lax" }); err == nil || s.Switches().RuleSet != RuleSetStrict {
		t.Errorf("an unknown rule set: error %v, now %q", err, s.Switches().RuleSet)
	}
}

func TestInjectedErrors(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	for _, c := range []struct {
		status        int
		code, message string
		want          string
	}{
		{200, "15005", "try later", `200 {"Message":"try later","RetCode":15005}`},
		{200, "150", "", `200 {"Message":"","RetCode":150}`},
		{502, "130", "gateway", `502 {"Message":"gateway","RetCode":130}`},
		{503, "QpsLimitExceeded", "", `200 {"Message":"Request too frequent, please try again later","RetCode":153}`},
		{503, "", "", "503 Service Unavailable"},
	} {
		w := newRecorder()
		s.WriteError(w, nil, c.status, c.code, c.message)
		if got := strings.TrimSpace(fmt.Sprintf("%d %s", w.Code, w.Body)); got != c.want {
			t.Errorf("%d %q: %s, want %s", c.status, c.code, got, c.want)
		}
	}
}
