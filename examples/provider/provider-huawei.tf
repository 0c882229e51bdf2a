# Huawei Cloud CBR, from HCS Online to Huawei Cloud. The keys of the site come from HW_ACCESS_KEY and HW_SECRET_KEY; the other
# cloud is read with a profile of the Huawei Cloud CLI.
provider "multicloud" {
  huawei = {
    region = "tr-central-201"
    cloud  = "hcso.example" # the domain of the HCS Online site

    destination = {
      region  = "cn-north-4"
      profile = "dr"
    }
  }
}
