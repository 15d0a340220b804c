package dev.monitor.sql;

/**
 * {@link ConnectionHolder} of whom nothing is kept. Stateless.
 */
final class UnknownHolder implements ConnectionHolder {

	@Override
	public void given() {
	}

	@Override
	public boolean isGiven() {
		return false;
	}

	@Override
	public void executes(String sql) {
	}

	@Override
	public void end() {
	}

}
