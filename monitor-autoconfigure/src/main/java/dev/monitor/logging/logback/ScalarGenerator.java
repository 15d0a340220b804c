package dev.monitor.logging.logback;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteCapability;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.Version;
import tools.jackson.core.base.GeneratorBase;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.JacksonFeatureSet;
import tools.jackson.core.util.SimpleStreamWriteContext;

/**
 * Brings Jackson's many ways to write a value down to a few.
 */
abstract class ScalarGenerator extends GeneratorBase {

	ScalarGenerator(ObjectWriteContext writeContext, IOContext ioContext, int features) {
		super(writeContext, ioContext, features);
	}

	abstract SimpleStreamWriteContext context();

	@Override
	public TokenStreamContext streamWriteContext() {
		return context();
	}

	@Override
	public @Nullable Object currentValue() {
		return context().currentValue();
	}

	@Override
	public void assignCurrentValue(@Nullable Object value) {
		context().assignCurrentValue(value);
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public JacksonFeatureSet<StreamWriteCapability> streamWriteCapabilities() {
		return DEFAULT_TEXTUAL_WRITE_CAPABILITIES;
	}

	@Override
	public JsonGenerator writeStartObject() {
		return writeStartObject(null);
	}

	@Override
	public JsonGenerator writeStartArray() {
		return writeStartArray(null);
	}

	@Override
	public JsonGenerator writePropertyId(long id) {
		return writeName(Long.toString(id));
	}

	@Override
	public JsonGenerator writeString(char[] text, int offset, int length) {
		return writeString(new String(text, offset, length));
	}

	@Override
	public JsonGenerator writeRawUTF8String(byte[] text, int offset, int length) {
		return writeUTF8String(text, offset, length);
	}

	@Override
	public JsonGenerator writeUTF8String(byte[] text, int offset, int length) {
		return writeString(new String(text, offset, length, StandardCharsets.UTF_8));
	}

	@Override
	public JsonGenerator writeRaw(String text, int offset, int length) {
		return writeRaw(text.substring(offset, offset + length));
	}

	@Override
	public JsonGenerator writeRaw(char[] text, int offset, int length) {
		return writeRaw(new String(text, offset, length));
	}

	@Override
	public JsonGenerator writeRaw(char c) {
		return writeRaw(String.valueOf(c));
	}

	/**
	 * Write JSON that somebody else made. What is no JSON could end the line or forge
	 * one, so it becomes a text.
	 */
	@Override
	public JsonGenerator writeRaw(String json) {
		TokenStreamFactory factory = this._objectWriteContext.tokenStreamFactory();
		if (!isJson(factory, json)) {
			return writeString(json);
		}
		try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
			parser.nextToken();
			copyCurrentStructure(parser);
		}
		return this;
	}

	private static boolean isJson(TokenStreamFactory factory, String text) {
		try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
			if (parser.nextToken() == null) {
				return false;
			}
			parser.skipChildren();
			return parser.nextToken() == null;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	@Override
	public JsonGenerator writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
		byte[] part = new byte[length];
		System.arraycopy(data, offset, part, 0, length);
		return writeString(variant.encode(part));
	}

	@Override
	public int writeBinary(Base64Variant variant, InputStream data, int length) {
		try {
			byte[] bytes = (length >= 0) ? data.readNBytes(length) : data.readAllBytes();
			writeBinary(variant, bytes, 0, bytes.length);
			return bytes.length;
		}
		catch (IOException ex) {
			throw JacksonIOException.construct(ex, this);
		}
	}

	@Override
	public JsonGenerator writeNumber(short number) {
		return writeNumber((long) number);
	}

	@Override
	public JsonGenerator writeNumber(int number) {
		return writeNumber((long) number);
	}

	abstract void writeDecimal(BigDecimal number);

	@Override
	public JsonGenerator writeNumber(@Nullable BigDecimal number) {
		if (number == null) {
			return writeNull();
		}
		writeDecimal(number);
		return this;
	}

	@Override
	public JsonGenerator writeNumber(@Nullable BigInteger number) {
		return (number != null) ? writeNumber(new BigDecimal(number)) : writeNull();
	}

	@Override
	public JsonGenerator writeNumber(String number) {
		try {
			return writeNumber(new BigDecimal(number));
		}
		catch (NumberFormatException ex) {
			return writeString(number);
		}
	}

	@Override
	public int streamWriteOutputBuffered() {
		return -1;
	}

	@Override
	protected void _closeInput() {
	}

	@Override
	protected void _releaseBuffers() {
	}

	@Override
	protected void _verifyValueWrite(String what) {
	}

}
