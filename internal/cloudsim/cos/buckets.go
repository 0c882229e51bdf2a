package cos

import (
	"encoding/xml"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// bucketName is a name of at most 50 characters with the APPID behind it.
var bucketName = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?-\d+$`)

func validBucketName(name string) bool { return bucketName.MatchString(name) }

// appID is the last part of a bucket's full name.
func appID(name string) string { return name[strings.LastIndexByte(name, '-')+1:] }

type ownerXML struct {
	ID          string `xml:"ID"`
	DisplayName string `xml:"DisplayName"`
}

func newOwner(uin string) ownerXML {
	return ownerXML{ID: "qcs::cam::uin/" + uin + ":uin/" + uin, DisplayName: uin}
}

type listedBucketXML struct {
	Name         string `xml:"Name"`
	Location     string `xml:"Location"`
	CreationDate string `xml:"CreationDate"`
	BucketType   string `xml:"BucketType"`
}

// getService lists the account's buckets, of one region at that region's endpoint.
func (s *Service) getService(c *call) (reply, *apiError) {
	limit, failure := number(c, "max-keys", 2000, 2000)
	if failure != nil {
		return reply{}, failure
	}
	wanted, failure := c.createdFilter()
	if failure != nil {
		return reply{}, failure
	}
	var document struct {
		XMLName     xml.Name          `xml:"ListAllMyBucketsResult"`
		Owner       ownerXML          `xml:"Owner"`
		Marker      string            `xml:"Marker,omitempty"`
		NextMarker  string            `xml:"NextMarker,omitempty"`
		IsTruncated bool              `xml:"IsTruncated"`
		Buckets     []listedBucketXML `xml:"Buckets>Bucket"`
	}
	document.Owner, document.Marker = newOwner(c.key.Account), c.query.Get("marker")
	for _, name := range sortedKeys(s.state.Buckets) {
		b := s.state.Buckets[name]
		tag, tagged := b.Tags[c.query.Get("tagkey")]
		switch {
		case b.Owner != c.key.Account, name <= document.Marker, !wanted(b.Created):
			continue
		case c.target.region != "" && b.Region != c.target.region, c.query.Has("region") && b.Region != c.query.Get("region"):
			continue
		case c.query.Has("tagkey") && (!tagged || tag != c.query.Get("tagvalue")):
			continue
		}
		if document.IsTruncated = len(document.Buckets) == limit; document.IsTruncated {
			document.NextMarker = document.Buckets[limit-1].Name
			break
		}
		document.Buckets = append(document.Buckets, listedBucketXML{
			Name: name, Location: b.Region, CreationDate: b.Created.UTC().Format("2006-01-02T15:04:05Z"), BucketType: "cos",
		})
	}
	return xmlReply(document)
}

// createdFilter reads create-time (Unix seconds) and range.
func (c *call) createdFilter() (func(time.Time) bool, *apiError) {
	text, how := c.query.Get("create-time"), c.query.Get("range")
	if text == "" {
		return func(time.Time) bool { return true }, nil
	}
	limit, err := strconv.ParseInt(text, 10, 64)
	compare, ok := map[string]func(a int64) bool{
		"lt": func(a int64) bool { return a < limit }, "lte": func(a int64) bool { return a <= limit },
		"gt": func(a int64) bool { return a > limit }, "gte": func(a int64) bool { return a >= limit },
	}[how]
	if err != nil || !ok {
		return nil, invalidArgument("create-time must be a Unix time, and range one of lt, lte, gt, gte.")
	}
	return func(t time.Time) bool { return compare(t.Unix()) }, nil
}

// number reads a whole number between 1 and most from the query.
func number(c *call, name string, standard, most int) (int, *apiError) {
	text := c.query.Get(name)
	if text == "" {
		return standard, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, invalidArgument("The argument %s must be between 1 and %d.", name, most)
	}
	return n, nil
}

func (s *Service) putBucket(c *call) (reply, *apiError) {
	name := c.target.bucket
	if !validBucketName(name) || c.target.region == "" {
		return reply{}, badRequest("InvalidBucketName", "The bucket name %q is invalid.", name)
	}
	if failure := c.checkBody(); failure != nil {
		return reply{}, failure
	}
	var document struct {
		AZ string `xml:"BucketAZConfig"`
	}
	if len(c.body) > 0 {
		if _, err := wire.DecodeXML(c.body, "CreateBucketConfiguration", &document); err != nil {
			return reply{}, malformedXML("%v", err)
		}
	}
	if document.AZ != "" && document.AZ != MultiAZ && document.AZ != "OAZ" {
		return reply{}, invalidArgument("The BucketAZConfig %q must be MAZ or OAZ.", document.AZ)
	}
	if existing, ok := s.state.Buckets[name]; ok {
		if existing.Owner == c.key.Account {
			return reply{}, conflict("BucketAlreadyOwnedByYou", "The bucket you are trying to create already exists and was created by you.")
		}
		return reply{}, conflict("BucketAlreadyExists", "The requested bucket name is not available.")
	}
	if owner := s.ownerOf(appID(name)); owner != "" && owner != c.key.Account { // an account has one APPID
		return reply{}, accessDenied()
	}
	s.addBucket(BucketSpec{Name: name, Region: c.target.region, Owner: c.key.Account, AZ: strings.TrimPrefix(document.AZ, "OAZ")}, c.now)
	return reply{header: http.Header{"Location": {"http://" + c.r.Host + "/"}}}, nil
}

// ownerOf is the account whose buckets have this APPID, or "".
func (s *Service) ownerOf(id string) string {
	for name, b := range s.state.Buckets {
		if appID(name) == id {
			return b.Owner
		}
	}
	return ""
}

// deleteBucket does not ask whether rules lead to the bucket.
func (s *Service) deleteBucket(c *call) (reply, *apiError) {
	if len(c.bucket.Objects) > 0 {
		return reply{}, conflict("BucketNotEmpty", "The bucket you tried to delete is not empty.")
	}
	delete(s.state.Buckets, c.bucket.Name)
	return reply{status: http.StatusNoContent}, nil
}

func (s *Service) headBucket(c *call) (reply, *apiError) {
	header := http.Header{}
	if c.bucket.AZ == MultiAZ {
		header.Set("x-cos-bucket-az-type", MultiAZ)
	}
	return reply{header: header}, nil
}

func (s *Service) getBucketLocation(c *call) (reply, *apiError) {
	return xmlReply(struct {
		XMLName  xml.Name `xml:"LocationConstraint"`
		Location string   `xml:",chardata"`
	}{Location: c.bucket.Region})
}
