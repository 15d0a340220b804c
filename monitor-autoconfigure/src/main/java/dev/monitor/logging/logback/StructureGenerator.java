package dev.monitor.logging.logback;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;

import dev.monitor.logging.JsonText;
import dev.monitor.logging.Line;
import dev.monitor.logging.Pool;
import dev.monitor.logging.ValueWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.SimpleStreamWriteContext;

/**
 * Makes every root object a {@link Line}. Objects inside become {@code key.sub} pairs,
 * four deep; arrays and what is deeper become compact JSON.
 */
abstract class StructureGenerator extends ScalarGenerator {

	private static final int DEEPEST = 4;

	private final Pool<Line> pool;

	private final OutputStream out;

	private SimpleStreamWriteContext context = SimpleStreamWriteContext.createRootContext(null);

	private @Nullable Line line;

	/**
	 * Whether a name waits for its value.
	 */
	private boolean named;

	private boolean own;

	private @Nullable JsonText text;

	private int textDepth;

	StructureGenerator(ObjectWriteContext writeContext, IOContext ioContext, int features, Pool<Line> pool,
			OutputStream out) {
		super(writeContext, ioContext, features);
		this.pool = pool;
		this.out = out;
	}

	/**
	 * Tell whether objects are to stay in one piece.
	 */
	abstract boolean keepsObjects();

	/**
	 * Look at the array or object that is complete.
	 * @param json its JSON
	 * @return a text to write in its place, if there is a better one
	 */
	abstract @Nullable String replacement(JsonText json);

	@Override
	public JsonGenerator writeStartObject(@Nullable Object value) {
		if (this.context.inRoot()) {
			this.line = this.pool.take();
			this.line.begin();
		}
		else if (this.text != null || keepsObjects() || isDeepest()) {
			startText('{');
		}
		this.context = this.context.createChildObjectContext(value);
		return this;
	}

	@Override
	public JsonGenerator writeStartArray(@Nullable Object value) {
		startText('[');
		this.context = this.context.createChildArrayContext(value);
		return this;
	}

	private void startText(char bracket) {
		if (this.text == null) {
			this.text = new JsonText();
			this.textDepth = this.context.getNestingDepth();
		}
		this._streamWriteConstraints.validateNestingDepth(this.context.getNestingDepth());
		checked(this.text).start(bracket);
	}

	/**
	 * Stop the serialization of an object that no line can hold.
	 */
	private JsonText checked(JsonText current) {
		if (current.isFull() && keepsObjects()) {
			throw new IllegalStateException("Too long");
		}
		return current;
	}

	@Override
	public JsonGenerator writeEndObject() {
		return end('}');
	}

	@Override
	public JsonGenerator writeEndArray() {
		return end(']');
	}

	private JsonGenerator end(char bracket) {
		JsonText current = this.text;
		this.context = this.context.clearAndGetParent();
		if (current == null) {
			this.named = false;
			if (this.context.inRoot() && this.line != null) {
				this.line.finish();
			}
			return this;
		}
		current.end(bracket);
		if (this.context.getNestingDepth() == this.textDepth) {
			String replacement = replacement(current);
			this.text = null;
			if (replacement != null) {
				pair().text(replacement);
			}
			else {
				pair().json(current);
			}
		}
		return this;
	}

	final boolean isDeepest() {
		return this.context.getNestingDepth() > DEEPEST;
	}

	/**
	 * Tell whether an array or a deep object is being written.
	 */
	final boolean isInside() {
		return this.text != null;
	}

	@Override
	final SimpleStreamWriteContext context() {
		return this.context;
	}

	/**
	 * Forget what has been begun since.
	 * @param outer the context to go back to
	 * @return the array or object that was not completed, {@code null} if there is none
	 */
	final @Nullable JsonText rewind(SimpleStreamWriteContext outer) {
		JsonText begun = this.text;
		this.text = null;
		this.named |= this.context != outer && begun == null;
		this.context = outer;
		return begun;
	}

	final boolean isNamed() {
		return this.named;
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
		boolean ownKey = this.named && this.own;
		this.named = false;
		if (ownKey) {
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

	private ValueWriter value() {
		return (this.text != null) ? checked(this.text) : pair();
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
			checked(this.text).name(name);
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
		value().text(value);
		return this;
	}

	@Override
	public JsonGenerator writeNumber(long number) {
		value().number(number);
		return this;
	}

	@Override
	public JsonGenerator writeNumber(double number) {
		value().number(number);
		return this;
	}

	@Override
	public JsonGenerator writeNumber(float number) {
		value().number(number);
		return this;
	}

	@Override
	void writeDecimal(BigDecimal number) {
		value().number(number);
	}

	@Override
	public JsonGenerator writeBoolean(boolean state) {
		value().bool(state);
		return this;
	}

	@Override
	public JsonGenerator writeNull() {
		if (this.text != null) {
			checked(this.text).nothing();
		}
		else {
			this.named = false;
		}
		return this;
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
			if (done.isReusable()) {
				this.pool.give(done);
			}
		}
	}

	@Override
	public Object streamWriteOutputTarget() {
		return this.out;
	}

}
