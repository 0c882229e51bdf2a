package cos

import (
	"encoding/xml"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// listing is one page of keys: what both list operations share.
type listing struct {
	c                           *call
	limit                       int
	prefix, delimiter, encoding string
	encode                      func(string) string
}

func newListing(c *call) (*listing, *apiError) {
	limit, failure := number(c, "max-keys", 1000, 1000)
	if failure != nil {
		return nil, failure
	}
	l := &listing{c: c, limit: limit, prefix: c.query.Get("prefix"), delimiter: c.query.Get("delimiter"), encode: func(s string) string { return s }}
	if l.encoding = c.query.Get("encoding-type"); l.encoding == "url" {
		l.encode = func(s string) string { return wire.Escape(s, false) }
	} else if l.encoding != "" {
		return nil, invalidArgument("The encoding-type must be url.")
	}
	return l, nil
}

type objectXML struct {
	Key          string   `xml:"Key"`
	LastModified string   `xml:"LastModified"`
	ETag         string   `xml:"ETag"`
	Size         int      `xml:"Size"`
	Owner        ownerXML `xml:"Owner"`
	StorageClass string   `xml:"StorageClass"`
}

type prefixXML struct {
	Prefix string `xml:"Prefix"`
}

func (s *Service) listObjects(c *call) (reply, *apiError) {
	l, failure := newListing(c)
	if failure != nil {
		return reply{}, failure
	}
	document := struct {
		XMLName      xml.Name    `xml:"ListBucketResult"`
		Name         string      `xml:"Name"`
		EncodingType string      `xml:"EncodingType,omitempty"`
		Prefix       string      `xml:"Prefix"`
		Marker       string      `xml:"Marker"`
		MaxKeys      int         `xml:"MaxKeys"`
		Delimiter    string      `xml:"Delimiter,omitempty"`
		IsTruncated  bool        `xml:"IsTruncated"`
		NextMarker   string      `xml:"NextMarker,omitempty"`
		Common       []prefixXML `xml:"CommonPrefixes"`
		Contents     []objectXML `xml:"Contents"`
	}{
		Name: c.bucket.Name, EncodingType: l.encoding, Prefix: l.encode(l.prefix), Marker: l.encode(c.query.Get("marker")),
		MaxKeys: l.limit, Delimiter: l.encode(l.delimiter),
	}
	entries := c.bucket.Objects.Entries(l.prefix, l.delimiter, c.query.Get("marker"))
	if document.IsTruncated = len(entries) > l.limit; document.IsTruncated {
		entries = entries[:l.limit]
		document.NextMarker = l.encode(entries[l.limit-1].Name)
	}
	for _, e := range entries {
		if e.Common {
			document.Common = append(document.Common, prefixXML{l.encode(e.Name)})
			continue
		}
		v := c.bucket.Objects.Find(e.Name, "")
		document.Contents = append(document.Contents, objectXML{
			Key: l.encode(e.Name), LastModified: listTime(v.Modified), ETag: `"` + v.ETag + `"`, Size: len(v.Content),
			Owner: newOwner(c.bucket.Owner), StorageClass: v.StorageClass,
		})
	}
	return xmlReply(document)
}

func listTime(t time.Time) string { return wire.Time(t.Truncate(time.Second)) }

type versionXML struct {
	Key          string   `xml:"Key"`
	VersionID    string   `xml:"VersionId"`
	IsLatest     bool     `xml:"IsLatest"`
	LastModified string   `xml:"LastModified"`
	ETag         string   `xml:"ETag,omitempty"`
	Size         *int     `xml:"Size"`
	StorageClass string   `xml:"StorageClass,omitempty"`
	Owner        ownerXML `xml:"Owner"`
}

type versionsXML struct {
	XMLName       xml.Name     `xml:"ListVersionsResult"`
	Name          string       `xml:"Name"`
	EncodingType  string       `xml:"EncodingType,omitempty"`
	Prefix        string       `xml:"Prefix"`
	KeyMarker     string       `xml:"KeyMarker"`
	VersionMarker string       `xml:"VersionIdMarker"`
	MaxKeys       int          `xml:"MaxKeys"`
	Delimiter     string       `xml:"Delimiter,omitempty"`
	IsTruncated   bool         `xml:"IsTruncated"`
	NextKey       string       `xml:"NextKeyMarker,omitempty"`
	NextVersion   string       `xml:"NextVersionIdMarker,omitempty"`
	Common        []prefixXML  `xml:"CommonPrefixes"`
	Versions      []versionXML `xml:"Version"`
	Markers       []versionXML `xml:"DeleteMarker"`
}

// listObjectVersions lists keys in order, the newest version of each first. A page ends between two versions.
func (s *Service) listObjectVersions(c *call) (reply, *apiError) {
	l, failure := newListing(c)
	if failure != nil {
		return reply{}, failure
	}
	keyMarker, versionMarker := c.query.Get("key-marker"), c.query.Get("version-id-marker")
	document := &versionsXML{
		Name: c.bucket.Name, EncodingType: l.encoding, Prefix: l.encode(l.prefix), KeyMarker: l.encode(keyMarker),
		VersionMarker: versionMarker, MaxKeys: l.limit, Delimiter: l.encode(l.delimiter),
	}
	rows := c.bucket.Objects.Rows(l.prefix, l.delimiter, keyMarker, versionMarker)
	if document.IsTruncated = len(rows) > l.limit; document.IsTruncated {
		rows = rows[:l.limit]
		last := rows[l.limit-1]
		document.NextKey = l.encode(last.Name)
		if !last.Common {
			document.NextVersion = last.ID
		}
	}
	for _, row := range rows {
		document.add(l, row)
	}
	return xmlReply(document)
}

func (d *versionsXML) add(l *listing, row versioned.Row[Encryption]) {
	key, v := l.encode(row.Name), row.Version
	if row.Common {
		d.Common = append(d.Common, prefixXML{key})
		return
	}
	x := versionXML{Key: key, VersionID: v.ID, IsLatest: row.Latest, LastModified: listTime(v.Modified), Owner: newOwner(l.c.bucket.Owner)}
	if v.Marker {
		d.Markers = append(d.Markers, x)
		return
	}
	size := len(v.Content)
	x.ETag, x.Size, x.StorageClass = `"`+v.ETag+`"`, &size, v.StorageClass
	d.Versions = append(d.Versions, x)
}
