package dev.monitor.concurrency.reactive;

import java.util.concurrent.Executor;

import reactor.core.scheduler.Schedulers;

/**
 * {@link ReactiveServer} of which nothing is known. A request that had to wait goes on
 * where it may block, as it may on the threads of a servlet container.
 */
public class ElasticServer implements ReactiveServer {

	private static final Executor EXECUTOR = (task) -> Schedulers.boundedElastic().schedule(task);

	@Override
	public boolean supports(Object request) {
		return true;
	}

	@Override
	public boolean letsOthersArrive() {
		return false;
	}

	@Override
	public Executor executor(Object request) {
		return EXECUTOR;
	}

	@Override
	public void whenDropped(Object request, Runnable end) {
	}

	@Override
	public void whenSent(Object request, Runnable end) {
		end.run();
	}

	@Override
	public void abandonBody(Object request) {
	}

}
