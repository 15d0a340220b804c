package dev.monitor.logging.logback;

import java.util.concurrent.CompletableFuture;

import dev.monitor.task.DaemonThread;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TreeNode;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes objects with a {@link JsonMapper}, which is not made before there is one to
 * write: most applications start without, and it takes long. Thread-safe.
 */
final class ObjectMapping extends ObjectWriteContext.Base {

	private final JsonFactory factory;

	private volatile @Nullable JsonMapper mapper;

	ObjectMapping(JsonFactory factory) {
		this.factory = factory;
	}

	@Override
	public TokenStreamFactory tokenStreamFactory() {
		return this.factory;
	}

	@Override
	public void writeValue(JsonGenerator generator, Object value) {
		mapper().writeValue(generator, value);
	}

	@Override
	public void writeTree(JsonGenerator generator, TreeNode value) {
		writeValue(generator, value);
	}

	/**
	 * Return what serializes single properties of an object.
	 */
	ObjectWriteContext ofProperties() {
		return mapper()._serializationContext();
	}

	/**
	 * Make the mapper on a thread of its own: an overflow of the caller's stack in the
	 * midst of it would make Jackson's classes unusable for good.
	 */
	private JsonMapper mapper() {
		JsonMapper present = this.mapper;
		if (present == null) {
			present = CompletableFuture
				.supplyAsync(this::create, (work) -> DaemonThread.of("monitor-log-mapper", work).start())
				.join();
			this.mapper = present;
		}
		return present;
	}

	private JsonMapper create() {
		return JsonMapper.builder(this.factory).disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();
	}

}
