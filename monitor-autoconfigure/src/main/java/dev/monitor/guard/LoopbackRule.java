package dev.monitor.guard;

/**
 * {@link AccessRule} for an application without tokens: only callers on this machine are
 * admitted. Immutable, thread-safe.
 */
public final class LoopbackRule implements AccessRule {

	@Override
	public Decision decide(AccessRequest request) {
		return request.caller().isOnThisMachine() ? Decision.ADMITTED : Decision.NOT_LOOPBACK;
	}

}
