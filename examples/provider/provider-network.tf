# Runners without a way to the internet reach OSS by internal endpoints, each in its own region, and the rest by a proxy
# (HTTPS_PROXY) that has its own certificate authority.
provider "multicloud" {
  alibaba = {
    endpoints = { "cn-hangzhou" = "https://{bucket}.oss-{region}-internal.aliyuncs.com" }
  }
  ca_bundle_file          = "/etc/pki/proxy-ca.pem"
  max_retries             = 8
  max_requests_per_second = 20
}
