using Risk.Features.Vectorization.Operations;

namespace Risk.Features.Vectorization;

/// <summary>The compiled form of each operation on columns, like <see cref="KernelTable"/>.</summary>
internal static unsafe class ColumnKernelTable
{
    /// <summary>The code of lanes that give features.</summary>
    public static delegate*<ColumnPlan, in ColumnInstruction, ref ColumnFrame, void> ToFeatures(BlockOperation operation, BlockSteps steps) => operation switch
    {
        BlockOperation.Identity => ToFeatures<IdentityOperation>(steps),
        BlockOperation.Log1p => ToFeatures<HalfByHalf<Log1pOperation>>(steps),
        BlockOperation.Log => ToFeatures<HalfByHalf<LogOperation>>(steps),
        BlockOperation.SignedLog => ToFeatures<HalfByHalf<SignedLogOperation>>(steps),
        BlockOperation.SquareRoot => ToFeatures<SquareRootOperation>(steps),
        BlockOperation.IsMissing => ToFeatures<IsMissingOperation>(steps),
        BlockOperation.IsEqual => ToFeatures<IsEqualOperation>(steps),
        BlockOperation.Bucketize => ToFeatures<ColumnBucketizeOperation>(steps),
        BlockOperation.Sum => ToFeatures<SumOperation>(steps),
        BlockOperation.Difference => ToFeatures<DifferenceOperation>(steps),
        BlockOperation.Product => ToFeatures<ProductOperation>(steps),
        _ => ToFeatures<RatioOperation>(steps),
    };

    /// <summary>The code of lanes that fill slots; they always take all steps.</summary>
    public static delegate*<ColumnPlan, in ColumnInstruction, ref ColumnFrame, void> ToSlots(BlockOperation operation) => operation switch
    {
        BlockOperation.Identity => &ColumnKernel.ToSlots<IdentityOperation>,
        BlockOperation.Log1p => &ColumnKernel.ToSlots<HalfByHalf<Log1pOperation>>,
        BlockOperation.Log => &ColumnKernel.ToSlots<HalfByHalf<LogOperation>>,
        BlockOperation.SignedLog => &ColumnKernel.ToSlots<HalfByHalf<SignedLogOperation>>,
        BlockOperation.SquareRoot => &ColumnKernel.ToSlots<SquareRootOperation>,
        BlockOperation.IsMissing => &ColumnKernel.ToSlots<IsMissingOperation>,
        BlockOperation.IsEqual => &ColumnKernel.ToSlots<IsEqualOperation>,
        BlockOperation.Bucketize => &ColumnKernel.ToSlots<ColumnBucketizeOperation>,
        BlockOperation.Sum => &ColumnKernel.ToSlots<SumOperation>,
        BlockOperation.Difference => &ColumnKernel.ToSlots<DifferenceOperation>,
        BlockOperation.Product => &ColumnKernel.ToSlots<ProductOperation>,
        _ => &ColumnKernel.ToSlots<RatioOperation>,
    };

    private static delegate*<ColumnPlan, in ColumnInstruction, ref ColumnFrame, void> ToFeatures<TOperation>(BlockSteps steps)
        where TOperation : struct, IBlockOperation => steps switch
        {
            BlockSteps.None => &ColumnKernel.ToFeatures<TOperation, NoSteps>,
            BlockSteps.Affine => &ColumnKernel.ToFeatures<TOperation, AffineStep>,
            BlockSteps.Fill => &ColumnKernel.ToFeatures<TOperation, FillStep>,
            _ => &ColumnKernel.ToFeatures<TOperation, AllSteps>,
        };
}
