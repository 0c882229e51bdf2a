// Package transport is the one HTTP stack under all cloud drivers: proxy, additional CA, time limits, rate limit,
// retries with the server's hints first, user agent, and logs that hold nothing secret.
//
// The order, from the caller inwards: budget of a check, retry, then for every attempt the rate limit, the log, the
// time limit and the connection. Retries lie below the signature: a signature holds a date that the clouds accept for
// 15 minutes, and all waits together end long before (see maxTotalWait).
package transport
