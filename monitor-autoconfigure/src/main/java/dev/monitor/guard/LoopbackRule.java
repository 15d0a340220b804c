package dev.monitor.guard;

/**
 * {@link AccessRule} for an application without tokens: only callers on this machine are
 * admitted, all of them or those of another rule. Thread-safe.
 */
public final class LoopbackRule implements AccessRule {

	private final AccessRule among;

	/**
	 * Admit all callers on this machine.
	 */
	public LoopbackRule() {
		this(AccessRule.OPEN);
	}

	/**
	 * Admit some callers on this machine.
	 * @param among decides about those
	 */
	public LoopbackRule(AccessRule among) {
		this.among = among;
	}

	@Override
	public Decision decide(AccessRequest request) {
		return request.caller().isOnThisMachine() ? this.among.decide(request) : Decision.NOT_LOOPBACK;
	}

}
