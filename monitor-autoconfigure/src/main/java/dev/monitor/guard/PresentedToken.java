package dev.monitor.guard;

/**
 * A token as a client sent it, kept no longer than its request.
 *
 * @param value the token
 * @param hash its hash
 */
record PresentedToken(String value, TokenHash hash) {

	static PresentedToken of(String value) {
		return new PresentedToken(value, TokenHash.of(value));
	}

	/**
	 * Leave the token out, so that it cannot reach a log.
	 */
	@Override
	public String toString() {
		return "PresentedToken";
	}

}
