package lookup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// OpTemporary is what is attempted, in errors.
const OpTemporary = "get temporary credentials"

// answerLimit is far more than any answer has.
const answerLimit = 1 << 20

// localBudget bounds requests to services of the machine itself, which answer at once or are not there.
var localBudget = &transport.Budget{Timeout: 5 * time.Second, Retries: 1}

// Fetch sends a request and reads the answer. Its errors do not show the address, unlike those of net/http.
func Fetch(client *http.Client, request *http.Request) (status int, body []byte, err error) {
	response, err := client.Do(request)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		return 0, nil, err
	}
	defer response.Body.Close() //nolint:errcheck // nothing is written
	body, err = io.ReadAll(io.LimitReader(response.Body, answerLimit))
	return response.StatusCode, body, err
}

// FetchLocal asks a service of the machine itself.
func FetchLocal(ctx context.Context, client *http.Client, method, address string, header http.Header) (status int, body []byte, err error) {
	request, err := http.NewRequestWithContext(transport.WithBudget(ctx, localBudget), method, address, nil)
	if err != nil {
		return 0, nil, errors.New("the address is malformed")
	}
	if header != nil {
		request.Header = header
	}
	return Fetch(client, request)
}

// Unanswered is a request for temporary credentials that got no answer.
func Unanswered(on string, err error) *replication.Error {
	failure := &replication.Error{Kind: replication.KindUnavailable, Op: OpTemporary, On: on, Err: err}
	var network *transport.Error
	if errors.As(err, &network) {
		failure.Advice = network.Advice
	}
	return failure
}

// NoneInAnswer is an answer of a service of the machine itself without credentials. It is never quoted.
func NoneInAnswer(status int, on, do string) error {
	return &replication.Error{
		Kind: replication.KindPermission, Op: OpTemporary, On: on,
		Message: fmt.Sprintf("the answer (status %d) holds no credentials", status), Advice: do,
	}
}
