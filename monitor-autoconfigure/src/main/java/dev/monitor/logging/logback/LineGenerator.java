package dev.monitor.logging.logback;

import java.io.OutputStream;
import java.util.Map;

import dev.monitor.logging.JsonText;
import dev.monitor.logging.Line;
import dev.monitor.logging.Pool;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.SimpleStreamWriteContext;

/**
 * {@link JsonGenerator} that writes lines, so that every provider of
 * logstash-logback-encoder can. Maps become pairs, beans compact JSON, and a value that
 * cannot be written becomes {@code !ERR <class>}: it costs itself, never the event. Not
 * thread-safe, as any generator.
 */
final class LineGenerator extends StructureGenerator {

	/**
	 * What Jackson is serializing right now.
	 */
	private @Nullable Object bean;

	LineGenerator(ObjectWriteContext writeContext, IOContext ioContext, int features, Pool<Line> pool,
			OutputStream out) {
		super(writeContext, ioContext, features, pool, out);
	}

	/**
	 * What puts the properties of an object into the line, as
	 * {@code StructuredArguments.fields} does, asks for Jackson's own context.
	 */
	@Override
	public ObjectWriteContext objectWriteContext() {
		ObjectWriteContext context = super.objectWriteContext();
		return (context instanceof ObjectMapping mapping) ? mapping.ofProperties() : context;
	}

	@Override
	boolean keepsObjects() {
		return this.bean != null;
	}

	/**
	 * An object of which Jackson knows no property has more to say as a text.
	 */
	@Override
	@Nullable String replacement(JsonText json) {
		return (this.bean != null && json.isEmptyObject()) ? this.bean.toString() : null;
	}

	@Override
	public JsonGenerator writePOJO(@Nullable Object value) {
		if (value == null) {
			return writeNull();
		}
		if (this.bean != null || isInside()) {
			return super.writePOJO(value);
		}
		SimpleStreamWriteContext outer = context();
		try {
			write(value);
		}
		catch (Throwable ex) {
			abandon(outer, ex);
		}
		return this;
	}

	private void write(Object value) {
		if (PlainValues.write(this, value)) {
			return;
		}
		if (value instanceof Map<?, ?> map && !map.isEmpty() && !isDeepest()) {
			flatten(map);
			return;
		}
		this.bean = value;
		try {
			super.writePOJO(value);
		}
		finally {
			this.bean = null;
		}
	}

	private void flatten(Map<?, ?> map) {
		for (TokenStreamContext at = context(); at != null; at = at.getParent()) {
			if (at.currentValue() == map) {
				throw new IllegalStateException("Contains itself");
			}
		}
		writeStartObject(map);
		map.forEach((key, element) -> writePOJOProperty(String.valueOf(key), element));
		writeEndObject();
	}

	/**
	 * Put into a value's place why there is none, unless some of it is written.
	 */
	private void abandon(SimpleStreamWriteContext outer, Throwable failure) {
		JsonText begun = rewind(outer);
		if (isNamed()) {
			boolean tooLong = begun != null && begun.isFull();
			writeString(tooLong ? String.valueOf(begun) : Failures.describe(failure));
		}
	}

}
