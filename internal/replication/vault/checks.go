package vault

// Checks are how the constraints of vaults are checked, in the order of the catalogue.
func Checks() []Check {
	return []Check{
		checkH1(), checkH2(), checkH3(), checkH4(), checkH5(), checkH6(), checkH7(), checkH8(), checkH9(), checkH10(), checkH11(),
		checkH12(), checkH13(), checkH14(), checkH15(), checkH16(),
	}
}
