package dev.monitor.logging.logback;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Map;

import dev.monitor.logging.Line;
import dev.monitor.logging.LinePool;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.SimpleStreamWriteContext;

/**
 * {@link JsonGenerator} that writes every root object as one {@link Line}, so that every
 * provider of logstash-logback-encoder can write lines. Objects inside become
 * {@code key.sub} pairs, four deep; arrays, deeper objects and beans become compact JSON.
 * A value that cannot be written becomes {@code !ERR <class>}. Not thread-safe, as any
 * generator.
 */
final class LineGenerator extends ScalarGenerator {

	private static final int DEEPEST = 4;

	private final LinePool pool;

	private final OutputStream out;

	private SimpleStreamWriteContext context = SimpleStreamWriteContext.createRootContext(null);

	private @Nullable Line line;

	/**
	 * Whether a name waits for its value.
	 */
	private boolean named;

	private boolean own;

	/**
	 * The array or deep object that is being written.
	 */
	private @Nullable JsonText text;

	private int textDepth;

	/**
	 * What Jackson is serialising right now.
	 */
	private @Nullable Object bean;

	LineGenerator(ObjectWriteContext writeContext, IOContext ioContext, int features, LinePool pool, OutputStream out) {
		super(writeContext, ioContext, features);
		this.pool = pool;
		this.out = out;
	}

	@Override
	public JsonGenerator writeStartObject() {
		return writeStartObject(null);
	}

	@Override
	public JsonGenerator writeStartObject(@Nullable Object value) {
		if (this.context.inRoot()) {
			this.line = this.pool.take();
			this.line.begin();
		}
		else if (this.text != null || this.bean != null || isDeepest()) {
			text(true).start('{');
		}
		this.context = this.context.createChildObjectContext(value);
		return this;
	}

	@Override
	public JsonGenerator writeEndObject() {
		if (this.text != null) {
			this.text.end('}');
		}
		return end();
	}

	@Override
	public JsonGenerator writeStartArray() {
		return writeStartArray(null);
	}

	@Override
	public JsonGenerator writeStartArray(@Nullable Object value) {
		text(true).start('[');
		this.context = this.context.createChildArrayContext(value);
		return this;
	}

	@Override
	public JsonGenerator writeEndArray() {
		if (this.text != null) {
			this.text.end(']');
		}
		return end();
	}

	private JsonGenerator end() {
		this.context = this.context.clearAndGetParent();
		if (this.text != null && this.context.getNestingDepth() == this.textDepth) {
			JsonText done = this.text;
			if (this.bean != null && done.isEmptyObject()) {
				String plain = String.valueOf(this.bean);
				this.text = null;
				return writeString(plain);
			}
			this.text = null;
			if (done.isFull()) {
				pair().text(done.toString());
			}
			else {
				pair().json(done.toString());
			}
		}
		else {
			this.named = this.named && this.text != null;
			if (this.context.inRoot() && this.line != null) {
				this.line.finish();
			}
		}
		return this;
	}

	private boolean isDeepest() {
		return this.context.getNestingDepth() > DEEPEST;
	}

	/**
	 * Return the text that takes the next value's inside.
	 */
	private JsonText text(boolean nest) {
		JsonText current = this.text;
		if (current == null) {
			current = new JsonText();
			this.text = current;
			this.textDepth = this.context.getNestingDepth();
		}
		else if (nest) {
			this._streamWriteConstraints.validateNestingDepth(this.context.getNestingDepth());
		}
		if (this.bean != null && current.isFull()) {
			throw new TooLongException();
		}
		return current;
	}

	/**
	 * Start the pair that the next value completes.
	 */
	private Line pair() {
		Line current = this.line;
		if (current == null) {
			throw new IllegalStateException("A line is an object");
		}
		String key = this.named ? path(this.context) : "";
		this.named = false;
		if (this.own) {
			current.ownKey(key);
		}
		else {
			current.key(key);
		}
		return current;
	}

	private static String path(SimpleStreamWriteContext context) {
		String name = String.valueOf(context.currentName());
		SimpleStreamWriteContext parent = context.getParent();
		return (parent != null && !parent.inRoot()) ? path(parent) + '.' + name : name;
	}

	@Override
	public JsonGenerator writeName(SerializableString name) {
		writeName(name.getValue());
		this.own = name instanceof OwnName;
		return this;
	}

	@Override
	public JsonGenerator writeName(String name) {
		this.context.writeValue();
		this.context.writeName(name);
		if (this.text != null) {
			text(false).name(name);
		}
		else {
			this.named = true;
			this.own = false;
		}
		return this;
	}

	@Override
	public JsonGenerator writeString(@Nullable String value) {
		if (value == null) {
			return writeNull();
		}
		if (this.text != null) {
			text(false).string(value);
		}
		else {
			pair().text(value);
		}
		return this;
	}

	@Override
	public JsonGenerator writeNumber(long number) {
		if (this.text != null) {
			text(false).literal(Long.toString(number));
		}
		else {
			pair().number(number);
		}
		return this;
	}

	@Override
	public JsonGenerator writeNumber(double number) {
		if (this.text == null) {
			pair().number(number);
		}
		else if (Double.isFinite(number)) {
			this.text.literal(Double.toString(number));
		}
		else {
			this.text.string(Double.toString(number));
		}
		return this;
	}

	@Override
	public JsonGenerator writeNumber(float number) {
		if (this.text == null) {
			pair().number(number);
		}
		else if (Float.isFinite(number)) {
			this.text.literal(Float.toString(number));
		}
		else {
			this.text.string(Float.toString(number));
		}
		return this;
	}

	@Override
	public JsonGenerator writeNumber(@Nullable BigDecimal number) {
		if (number == null) {
			return writeNull();
		}
		if (this.text != null) {
			text(false).literal(number.toString());
		}
		else {
			pair().number(number);
		}
		return this;
	}

	@Override
	public JsonGenerator writeBoolean(boolean state) {
		if (this.text != null) {
			text(false).literal(String.valueOf(state));
		}
		else {
			pair().bool(state);
		}
		return this;
	}

	@Override
	public JsonGenerator writeNull() {
		if (this.text != null) {
			text(false).literal("null");
		}
		this.named = this.text != null && this.named;
		return this;
	}

	@Override
	public JsonGenerator writePOJO(@Nullable Object value) {
		if (value == null) {
			return writeNull();
		}
		if (this.bean != null || this.text != null) {
			return super.writePOJO(value);
		}
		SimpleStreamWriteContext outer = this.context;
		try {
			if (!PlainValues.write(this, value)) {
				writeStructure(value);
			}
		}
		catch (Throwable ex) {
			abandon(outer, ex);
		}
		return this;
	}

	private void writeStructure(Object value) {
		if (value instanceof Map<?, ?> map && !map.isEmpty() && !isDeepest()) {
			if (isInside(map)) {
				throw new IllegalStateException("Contains itself");
			}
			writeStartObject(map);
			map.forEach((key, element) -> writePOJOProperty(String.valueOf(key), element));
			writeEndObject();
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

	private boolean isInside(Object value) {
		for (TokenStreamContext at = this.context; at != null; at = at.getParent()) {
			if (at.currentValue() == value) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Put into a value's place why there is none, unless some of it is written.
	 */
	private void abandon(SimpleStreamWriteContext outer, Throwable failure) {
		JsonText begun = this.text;
		this.text = null;
		if (this.context != outer) {
			this.named |= begun == null;
			this.context = outer;
		}
		if (this.named) {
			boolean tooLong = begun != null && begun.isFull();
			writeString(tooLong ? String.valueOf(begun) : Failures.describe(failure));
		}
	}

	@Override
	public void flush() {
		Line done = this.line;
		if (done != null && this.context.inRoot()) {
			this.line = null;
			try {
				done.writeTo(this.out);
			}
			catch (IOException ex) {
				throw JacksonIOException.construct(ex, this);
			}
			this.pool.give(done);
		}
	}

	@Override
	public TokenStreamContext streamWriteContext() {
		return this.context;
	}

	@Override
	public Object streamWriteOutputTarget() {
		return this.out;
	}

	@Override
	public @Nullable Object currentValue() {
		return this.context.currentValue();
	}

	@Override
	public void assignCurrentValue(@Nullable Object value) {
		this.context.assignCurrentValue(value);
	}

	/**
	 * The value is longer than any line; what there is of it is enough.
	 */
	private static final class TooLongException extends RuntimeException {

		TooLongException() {
			super(null, null, false, false);
		}

	}

}
