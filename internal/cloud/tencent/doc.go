// Package tencent is the driver for bucket replication of Tencent Cloud COS.
//
// Requests are signed by the vendor's SDK and sent through the HTTP client of package transport. What the API does is taken
// from the COS documentation of PUT, GET and DELETE Bucket replication, HEAD Bucket, GET Service, GET Bucket versioning,
// encryption and lifecycle, and the list of error codes.
//
// # One document for a bucket
//
// COS keeps all rules of a bucket in one document, which is written as a whole, without an ETag or any other condition. A
// rule is changed by reading the document, editing it, and writing it. The document is edited as XML: rules of others, and
// elements that nobody here knows, stay byte for byte.
//
// Within the process the changes of a bucket stand in a queue, and those that come at the same time travel in one document
// (group commit). After a write the document is read until it shows each change, and once more 5 seconds after the write,
// when a writer that was still shown the document from before it has come through. A change that is gone by then is made again
// on the document of whoever wrote it over, 10 times in all; after that the loss is told as an error. A write whose answer was
// lost is never repeated before the document has been read and lacks the change, rule by rule.
//
// # What can be lost all the same
//
// Two processes of this provider lose nothing to each other as long as COS shows each write within 2 seconds, and each write
// reaches COS within a second of the read before it (a low `max_requests_per_second` can hold it up). These interleavings
// remain, because the API offers nothing against them:
//
//   - Somebody else (the console, a script, the provider of Tencent Cloud) writes between this provider's read and its write,
//     which are some tens of milliseconds apart, or COS does not show their write yet: it is written over, and neither side can tell.
//     A writer that looks again later sees it missing.
//   - Somebody else reads before this provider's write and writes more than 5 seconds after it, as a console page does that was
//     open meanwhile: the rules that were made here are written over after their apply has ended. The next plan shows them as missing.
//   - A write of this provider is on its way for longer than that and takes effect late (it is given up after 20 seconds):
//     what others wrote meanwhile is written over. If they are this provider and still within their own 5 seconds, they make
//     it again, otherwise the next plan shows it.
//   - COS answers for more than 10 seconds with a document from before a change: it is taken for the present one then.
//   - Two writers change the same rule at the same time: the later one wins, and the next plan of the other shows the difference.
package tencent
