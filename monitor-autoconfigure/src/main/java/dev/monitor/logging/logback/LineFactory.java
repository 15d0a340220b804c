package dev.monitor.logging.logback;

import java.io.OutputStream;

import dev.monitor.logging.LinePool;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/**
 * {@link JsonFactory} that reads JSON and writes {@link LineGenerator lines}.
 */
final class LineFactory extends JsonFactory {

	private final transient LinePool pool;

	private LineFactory(Builder builder) {
		super(builder);
		this.pool = builder.pool;
	}

	@Override
	protected JsonGenerator _createUTF8Generator(ObjectWriteContext writeContext, IOContext ioContext,
			OutputStream out) {
		int features = writeContext.getStreamWriteFeatures(this._streamWriteFeatures);
		return new LineGenerator(writeContext, ioContext, features, this.pool, out);
	}

	/**
	 * Builds the factory.
	 */
	static final class Builder extends JsonFactoryBuilder {

		private final LinePool pool;

		Builder(LinePool pool) {
			this.pool = pool;
		}

		@Override
		public JsonFactory build() {
			return new LineFactory(this);
		}

	}

}
