package oss

import (
	"encoding/base64"
	"encoding/xml"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// listing is one page of keys: what all three list operations share.
type listing struct {
	c         *call
	limit     int
	prefix    string
	delimiter string
	encode    func(string) string
	encoding  string
}

func newListing(c *call) (*listing, *apiError) {
	limit, failure := number(c, "max-keys", 100, 1000)
	if failure != nil {
		return nil, failure
	}
	l := &listing{c: c, limit: limit, prefix: c.query.Get("prefix"), delimiter: c.query.Get("delimiter"), encode: func(s string) string { return s }}
	if l.encoding = c.query.Get("encoding-type"); l.encoding == "url" {
		l.encode = func(s string) string { return wire.Escape(s, false) }
	} else if l.encoding != "" {
		return nil, invalidArgument("", "The encoding-type must be url.")
	}
	return l, nil
}

type objectXML struct {
	Key          string    `xml:"Key"`
	LastModified string    `xml:"LastModified"`
	ETag         string    `xml:"ETag"`
	Type         string    `xml:"Type"`
	Size         int       `xml:"Size"`
	StorageClass string    `xml:"StorageClass"`
	Owner        *ownerXML `xml:"Owner"`
}

type prefixXML struct {
	Prefix string `xml:"Prefix"`
}

type listXML struct {
	XMLName      xml.Name    `xml:"ListBucketResult"`
	Name         string      `xml:"Name"`
	Prefix       string      `xml:"Prefix"`
	Marker       *string     `xml:"Marker"`
	StartAfter   *string     `xml:"StartAfter"`
	Token        *string     `xml:"ContinuationToken"`
	MaxKeys      int         `xml:"MaxKeys"`
	Delimiter    string      `xml:"Delimiter"`
	EncodingType string      `xml:"EncodingType,omitempty"`
	IsTruncated  bool        `xml:"IsTruncated"`
	NextMarker   *string     `xml:"NextMarker"`
	NextToken    *string     `xml:"NextContinuationToken"`
	Contents     []objectXML `xml:"Contents"`
	Common       []prefixXML `xml:"CommonPrefixes"`
	KeyCount     *int        `xml:"KeyCount"`
}

// page fills a document with one page behind the marker and returns the last name on it.
func (l *listing) page(after string, owner *ownerXML) (*listXML, string) {
	b := l.c.bucket
	document := &listXML{
		Name: b.Name, Prefix: l.encode(l.prefix), MaxKeys: l.limit, Delimiter: l.encode(l.delimiter), EncodingType: l.encoding,
	}
	entries := b.Objects.Entries(l.prefix, l.delimiter, after)
	if document.IsTruncated = len(entries) > l.limit; document.IsTruncated {
		entries = entries[:l.limit]
	}
	last := ""
	for _, e := range entries {
		last = e.Name
		if e.Common {
			document.Common = append(document.Common, prefixXML{l.encode(e.Name)})
			continue
		}
		v := b.Objects.Find(e.Name, "")
		document.Contents = append(document.Contents, objectXML{
			Key: l.encode(e.Name), LastModified: wire.Time(v.Modified.Truncate(time.Second)), ETag: `"` + v.ETag + `"`, Type: "Normal", Size: len(v.Content),
			StorageClass: v.StorageClass, Owner: owner,
		})
	}
	return document, last
}

func (s *Service) listObjects(c *call) (reply, *apiError) {
	l, failure := newListing(c)
	if failure != nil {
		return reply{}, failure
	}
	marker := c.query.Get("marker")
	document, last := l.page(marker, &ownerXML{c.bucket.Owner, c.bucket.Owner})
	marker, last = l.encode(marker), l.encode(last)
	document.Marker = &marker
	if document.IsTruncated {
		document.NextMarker = &last
	}
	return xmlReply(document)
}

// listObjectsV2 continues by a token, which is the last name in Base64.
func (s *Service) listObjectsV2(c *call) (reply, *apiError) {
	l, failure := newListing(c)
	if failure != nil {
		return reply{}, failure
	}
	after, token := c.query.Get("start-after"), c.query.Get("continuation-token")
	started := l.encode(after)
	if token != "" {
		name, err := base64.URLEncoding.DecodeString(token)
		if err != nil {
			return reply{}, invalidArgument("", "The continuation token is invalid.")
		}
		after = string(name)
	}
	var owner *ownerXML
	if c.query.Get("fetch-owner") == "true" {
		owner = &ownerXML{c.bucket.Owner, c.bucket.Owner}
	}
	document, last := l.page(after, owner)
	count := len(document.Contents) + len(document.Common)
	document.KeyCount, document.StartAfter = &count, &started
	if token != "" {
		document.Token = &token
	}
	if document.IsTruncated {
		next := base64.URLEncoding.EncodeToString([]byte(last))
		document.NextToken = &next
	}
	return xmlReply(document)
}
